import { matchesIn } from './reading.ts'

/**
 * What people call a password or an account, and how they say that it is lost, in languages whose mails are not read
 * any further. Beginnings of words where the ends vary.
 */
const tongues: readonly { thing: RegExp; lost: RegExp }[] = [
  // Spanish and Portuguese
  {
    thing: /\b(?:contrase[ñn]a|cuenta|senha|conta)/,
    lost: /\b(?:olvid|perd[ií]|perdid|recuper|rob[oaó]|roub|hacke|esquec|desbloque|no puedo|não consigo|nao consigo|sin acceso|sem acesso)/,
  },
  // French
  {
    thing: /\b(?:mots? de passe|compte)/,
    lost: /(?:oubli|perdu|récup|recup|réinitialis|reinitialis|volé|vole\b|pirat|impossible|peux (?:pas|plus)|bloqu)/,
  },
  // German and Dutch
  {
    thing: /\b(?:passwort|kennwort|konto|account|wachtwoord)/,
    lost: /(?:vergessen|verloren|wiederherstell|zurücksetz|gehackt|gestohlen|gesperrt|nicht (?:mehr )?(?:einloggen|anmelden)|vergeten|kwijt|herstel|gestolen)/,
  },
  // Italian
  { thing: /\b(?:password|account)/, lost: /\b(?:dimenticat|perso\b|recuper|rubat|hackerat|non riesco|bloccat)/ },
  // Polish
  { thing: /\b(?:hasł|hasla|kont[oa]\b)/, lost: /(?:zapomnia|odzysk|utraci|zgubi|włama|nie mogę|zablokowan)/ },
  // Turkish
  { thing: /(?:şifre|sifre|parola|hesa[bp])/, lost: /(?:unut|kaybet|kurtar|çalın|calin|giremiyor|sıfırla)/ },
  // Indonesian
  { thing: /\b(?:kata sandi|akun)/, lost: /\b(?:lupa|hilang|pulih|diretas|dicuri|tidak bisa|terkunci)/ },
  // Vietnamese
  { thing: /(?:mật khẩu|tài khoản)/, lost: /(?:quên|mất|khôi phục|lấy lại|bị hack|không (?:thể )?(?:đăng nhập|vào))/ },
  // Russian and Ukrainian
  {
    thing: /(?:парол|аккаунт|акаунт|уч[её]тн|обліков)/,
    lost: /(?:забы|забу|потеря|втрат|восстанов|віднов|взлом|злам|украл|не могу|не можу|доступ)/,
  },
  // Japanese
  {
    thing: /(?:パスワード|アカウント)/,
    lost: /(?:忘れ|紛失|復旧|回復|再設定|ログインでき|入れな|乗っ取|盗ま|なくし)/,
  },
  // Korean
  { thing: /(?:비밀번호|계정)/, lost: /(?:잊|분실|복구|찾|로그인|해킹|도난|잃)/ },
  // Arabic
  { thing: /(?:كلمة (?:المرور|السر)|حساب)/, lost: /(?:نسي|فقد|استعاد|استرجاع|اختراق|سرق|الدخول)/ },
  // Hebrew
  { thing: /(?:סיסמ|חשבון)/, lost: /(?:שכח|איבד|לשחזר|שחזור|נפרץ|נגנב)/ },
  // Greek
  { thing: /(?:κωδικ|λογαριασμ)/, lost: /(?:ξέχασ|ξεχασ|έχασ|χάσ|ανάκτ|ανακτ|κλάπ|κλεψ)/ },
  // Thai
  { thing: /(?:รหัสผ่าน|บัญชี)/, lost: /(?:ลืม|หาย|กู้คืน|แฮก|เข้าไม่ได้|เข้าใช้ไม่ได้)/ },
  // Hindi
  { thing: /(?:पासवर्ड|खाता|खाते|अकाउंट)/, lost: /(?:भूल|खो|वापस|हैक|चोरी|रीसेट)/ },
]

/** Whether a text in a third language says that a password or an account is lost: a person reads it then. */
export function speaksOfLossInAnotherTongue(folded: string): boolean {
  return tongues.some(({ thing, lost }) => matchesIn(folded, thing) && matchesIn(folded, lost))
}

import { getCountries } from 'libphonenumber-js/min'

const chineseProvinces: readonly (readonly [string, string])[] = [
  ['河北', 'hebei'],
  ['山西', 'shanxi'],
  ['辽宁', 'liaoning'],
  ['吉林', 'jilin'],
  ['黑龙江', 'heilongjiang'],
  ['江苏', 'jiangsu'],
  ['浙江', 'zhejiang'],
  ['安徽', 'anhui'],
  ['福建', 'fujian'],
  ['江西', 'jiangxi'],
  ['山东', 'shandong'],
  ['河南', 'henan'],
  ['湖北', 'hubei'],
  ['湖南', 'hunan'],
  ['广东', 'guangdong'],
  ['海南', 'hainan'],
  ['四川', 'sichuan'],
  ['贵州', 'guizhou'],
  ['云南', 'yunnan'],
  ['陕西', 'shaanxi'],
  ['甘肃', 'gansu'],
  ['青海', 'qinghai'],
  ['内蒙古', 'inner mongolia'],
  ['广西', 'guangxi'],
  ['西藏', 'tibet'],
  ['宁夏', 'ningxia'],
  ['新疆', 'xinjiang'],
]
const provincesInHan = chineseProvinces.map(([han]) => han)
const provincesInLatin = new Set(chineseProvinces.map(([, latin]) => latin))

const countryNames = new Set<string>([
  'usa',
  'us',
  'u.s.a',
  'u.s',
  'uk',
  'u.k',
  'england',
  'scotland',
  'wales',
  'america',
  'holland',
  'czech republic',
])
const countriesInHan: string[] = []
for (const [language, put] of [
  ['en', (name: string) => countryNames.add(name.toLowerCase())],
  ['es', (name: string) => countryNames.add(name.toLowerCase())],
  ['zh-Hans', (name: string) => countriesInHan.push(name)],
] as const) {
  const names = new Intl.DisplayNames([language], { type: 'region' })
  for (const country of getCountries()) {
    const name = names.of(country)
    // Cities that are also regions are read as cities: profiles hold them so.
    if (name !== undefined && !/^(?:HK|MO)$/.test(country)) put(name)
  }
}

/** The words name a country, in English, Spanish or (folded) Chinese. */
export function isCountry(words: string): boolean {
  return countryNames.has(words.toLowerCase()) || countriesInHan.includes(words)
}

/** The words name a province of China, in English. */
export function isChineseProvince(words: string): boolean {
  return provincesInLatin.has(words.toLowerCase().replace(/ province$/, ''))
}

const chineseCities = new Set(
  '北京 上海 天津 重庆 成都 广州 深圳 杭州 南京 武汉 西安 沈阳 大连 青岛 济南 长沙 郑州 苏州 无锡 宁波 厦门 福州 合肥 南昌 昆明 贵阳 南宁 海口 三亚 太原 石家庄 长春 哈尔滨 呼和浩特 兰州 西宁 银川 乌鲁木齐 拉萨 东莞 佛山 珠海 温州 常州 徐州 烟台 洛阳 桂林 香港 澳门 台北 臺北 高雄 台中 臺中 台南 臺南 新竹'.split(
    ' ',
  ),
)

/** The words name one of the large Chinese cities, which need no 市 behind them. */
export function isKnownChineseCity(words: string): boolean {
  return chineseCities.has(words)
}

/** A stretch of a written place, in units from its start. */
export type PlacePart = { kind: 'country' | 'province' | 'city'; start: number; end: number }

/** Parts of a place written in Chinese without gaps, such as 四川省成都市; `folded` is what the traditional letters became. */
export function splitChinesePlace(folded: string): PlacePart[] {
  const parts: PlacePart[] = []
  let at = 0
  const skipGap = () => {
    at += /^[ \-/*]{0,3}/.exec(folded.slice(at))?.[0].length ?? 0
  }
  const country = countriesInHan.find((name) => folded.startsWith(name))
  if (country !== undefined) {
    parts.push({ kind: 'country', start: 0, end: country.length })
    at = country.length
    skipGap()
  }
  const province = provincesInHan.find((name) => folded.startsWith(name, at))
  if (province !== undefined) {
    parts.push({ kind: 'province', start: at, end: at + province.length })
    at += province.length
    at += /^(?:省|(?:壮族|回族|维吾尔)?自治区)/.exec(folded.slice(at))?.[0].length ?? 0
    skipGap()
  }
  const city = /^(?:\p{Script=Han}{2,7}?(?=市|自治州|地区)|\p{Script=Han}{2,8})/u.exec(folded.slice(at))?.[0]
  // 吉林 and 海南 alone stay provinces; a street is no part of what a profile holds.
  if (city !== undefined) parts.push({ kind: 'city', start: at, end: at + city.length })
  return parts
}

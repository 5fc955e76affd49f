/** Family names with their Latin spelling, the commonest first: a draw takes early ones more often. */
export const chineseFamilyNames = pairs(
  '王 wang 李 li 张 zhang 刘 liu 陈 chen 杨 yang 黄 huang 赵 zhao 周 zhou 吴 wu 徐 xu 孙 sun 马 ma 朱 zhu 胡 hu 郭 guo 何 he 林 lin 高 gao 罗 luo',
)

export const chineseGivenNames = {
  female: pairs(
    '芳 fang 秀英 xiuying 敏 min 静 jing 丽 li 艳 yan 娜 na 雪梅 xuemei 婷 ting 慧 hui 玉兰 yulan 晓燕 xiaoyan',
  ),
  male: pairs('伟 wei 强 qiang 磊 lei 军 jun 勇 yong 杰 jie 涛 tao 建国 jianguo 志明 zhiming 浩 hao 文 wen 海波 haibo'),
}

export const englishFamilyNames = words(
  'Smith Jones Brown Taylor Wilson Evans Walker Wright Robinson Green Hall Wood Clarke Hughes Turner Hill Cooper Ward',
)

export const englishGivenNames = {
  female: words('Sarah Emma Laura Anna Julia Rachel Hannah Claire Amy Lucy Sophie Karen'),
  male: words('James John David Paul Mark Daniel Peter Thomas Simon Adam Martin Henry'),
}

export const chineseNicknames = words(
  '小雨 阳光 风 蓝天 阿宝 老王 小鱼 星星 雪儿 飞鸟 糖糖 大熊 海阔天空 一路平安 静静 豆豆 石头 月亮 小刀 秋天 随风 快乐 木木 老虎 清茶',
)

export const englishNicknames = words(
  'Sunny Ghost Tiger Bluebird Ace Moon Rocky Dragon Daisy Storm Lucky Panda Maple Falcon Pixel Nemo Coffee River Blaze Owl',
)

/** City, province, country; in the spelling that its people use. */
export const chineseCities = places(
  '成都,四川 北京,北京 上海,上海 广州,广东 深圳,广东 重庆,重庆 武汉,湖北 西安,陕西 杭州,浙江 南京,江苏 沈阳,辽宁 大连,辽宁 长沙,湖南 昆明,云南',
  'CN',
)

export const englishCities = [
  ...places('London,England Manchester,England Leeds,England Bristol,England Glasgow,Scotland Cardiff,Wales', 'GB'),
  ...places('Boston,Massachusetts Denver,Colorado Seattle,Washington Austin,Texas Chicago,Illinois', 'US'),
  ...places('Sydney,NSW Melbourne,Victoria Perth,WA', 'AU'),
]

export const mailHosts = { 'example.com': 5, 'example.net': 3, 'example.org': 2, 'mail.example': 4, 'post.example': 1 }

function words(text: string): string[] {
  return text.split(' ')
}

function pairs(text: string): { han: string; latin: string }[] {
  const list = words(text)
  return list.flatMap((han, at) => (at % 2 === 0 ? [{ han, latin: list[at + 1] ?? '' }] : []))
}

function places(text: string, country: string): { city: string; province: string; country: string }[] {
  return words(text).map((place) => {
    const [city = '', province = ''] = place.split(',')
    return { city, province, country }
  })
}

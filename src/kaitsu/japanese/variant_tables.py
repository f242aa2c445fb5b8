"""Relations between characters that the MJ reduction map lacks, or has and a clerk may not follow.

Each table is a list of facts from the standard or notice that is named beside it.
"""

from __future__ import annotations

#: Family Register Act Enforcement Regulations, appendix 2: the linked forms of characters for
#: given names.
GIVEN_NAME_FORMS = "亘亙 凛凜 尭堯 巌巖 晃晄 桧檜 槙槇 祢禰 祷禱 禄祿 穣穰 萌萠 遥遙"

#: JIS X 0208:1983 against JIS C 6226-1978: the pairs that changed places between level 1 and level 2.
SWAPPED_IN_1983 = (
    "鯵鰺 鴬鶯 蛎蠣 撹攪 竃竈 潅灌 諌諫 頚頸 砿礦 蕊蘂 靭靱 賎賤 壷壺 "
    "砺礪 梼檮 涛濤 迩邇 蝿蠅 桧檜 侭儘 薮藪 篭籠 尭堯 槙槇 遥遙 瑶瑤"
)

#: The map corrects the first into the second as a slip of the pen in old registers; both are characters of
#: their own today, and in a name they are two names.
UNRELATED = "玉王 切功 㓛切 師帥 書昼 書晝 宍肉 臭具 日実 做作 唔吾 慟恫 擱閣 着著 吊弔 明朋"

#: As above, but one family may well use both; a person or the operator's profile decides.
OWN_LIVES = "舛升 傅伝 傅傳 毓育 仝同 閆閻"

#: One modern form that stands for several old characters: two of its old forms are not one character.
MERGED = frozenset("弁伝")

#: Two characters with their families of old forms, whose surnames are read alike and taken for one another.
NEIGHBOUR_FAMILIES = "斉斎 磯礒"

#: Characters simplified in China (GB 2312; General Standard Chinese Characters, 2013) and the form Japan
#: writes. Only such as JIS X 0208 lacks: they come from a reading engine or a foreign keyboard.
SIMPLIFIED = """
    专専 业業 东東 丝糸 严厳 丰豊 临臨 为為 丽麗 举挙 义義 乌烏 乐楽 习習 乡郷 亚亜 产産 亲親
    亿億 仪儀 众衆 优優 伟偉 传伝 关関 兴興 冈岡 军軍 农農 冯馮 净浄 减減 凑湊 凤鳳 凯凱 击撃
    刘劉 则則 刚剛 创創 删刪 别別 剂剤 剑剣 劝勧 务務 动動 劳労 势勢 勋勲 华華 协協 单単 卖売
    卢盧 卫衛 厅庁 历歴 压圧 县県 发発 变変 叠畳 吓嚇 吕呂 吴呉 呐吶 员員 响響 啸嘯 喷噴 团団
    园園 围囲 图図 圆円 圣聖 场場 块塊 坚堅 坛壇 坟墳 垒塁 垦墾 墙牆 壳殻 处処 备備 复復 头頭
    夹夾 夺奪 奋奮 奖奨 妆妝 妇婦 娄婁 娇嬌 娱娯 婵嬋 孙孫 宁寧 实実 宠寵 审審 宪憲 宫宮 宽寛
    宾賓 对対 寻尋 导導 尔爾 尘塵 尝嘗 尧尭 层層 岁歳 岗崗 岚嵐 岛島 岭嶺 崭嶄 巩鞏 币幣 帅帥
    师師 帐帳 帘簾 帜幟 带帯 庆慶 庐廬 库庫 应応 庙廟 废廃 开開 异異 张張 弹弾 归帰 录録 彻徹
    忆憶 忏懺 忧憂 怀懐 总総 恳懇 恶悪 悬懸 惊驚 惩懲 惯慣 愤憤 戋戔 戏戯 战戦 户戸 扑撲 执執
    扩拡 扫掃 扬揚 抚撫 抢搶 护護 报報 拟擬 拥擁 拨撥 择択 挚摯 挥揮 损損 换換 摄摂 摆擺 敌敵
    斋斎 斩斬 时時 旷曠 昙曇 显顕 晓暁 晔曄 晖暉 暂暫 暧曖 术術 杀殺 杂雑 权権 杨楊 极極 构構
    枣棗 枪槍 枫楓 柠檸 标標 栈桟 栉櫛 栋棟 栎櫟 栏欄 树樹 样様 栾欒 桥橋 桦樺 检検 榄欖 槛檻
    樱桜 欢歓 欤歟 毁毀 毕畢 汇匯 汉漢 汤湯 沟溝 沥瀝 沦淪 沧滄 沪滬 泞濘 泷滝 泻潟 泽沢 洁潔
    洼窪 浇澆 浊濁 测測 济済 浏瀏 浑渾 浓濃 浔潯 涂塗 涟漣 涡渦 润潤 涧澗 涩渋 渐漸 渔漁 渗滲
    溅濺 满満 滥濫 滨浜 滩灘 潇瀟 澜瀾 濑瀬 濒瀕 灭滅 灵霊 灿燦 炀煬 炖燉 炼錬 烁爍 烂爛 烛燭
    烦煩 烧焼 热熱 焕煥 爱愛 爷爺 牍牘 狮獅 狱獄 猎猟 玛瑪 环環 现現 玺璽 琐瑣 琼瓊 电電 畅暢
    疗療 疡瘍 皑皚 皱皺 盏盞 盐塩 监監 盘盤 眬朧 瞩矚 矶磯 矿鉱 码碼 础礎 硕碩 确確 祯禎 祸禍
    离離 秃禿 种種 积積 秽穢 稳穏 穷窮 窑窯 窜竄 窝窩 竖竪 竞競 笃篤 笔筆 筹籌 签簽 简簡 篮籃
    类類 紧緊 纠糾 红紅 纤繊 约約 级級 纪紀 纬緯 纯純 纱紗 纲綱 纳納 纵縦 纷紛 纸紙 纹紋 纺紡
    纽紐 线線 练練 组組 绅紳 细細 织織 终終 绍紹 经経 结結 绘絵 绚絢 绝絶 统統 绢絹 继継 绩績
    绪緒 绫綾 续続 绮綺 绯緋 绳縄 维維 绵綿 绽綻 绿緑 缔締 缘縁 缝縫 缟縞 缨纓 缩縮 罗羅 罢罷
    羡羨 翘翹 耸聳 聋聾 职職 联聯 聪聡 肃粛 胁脅 胜勝 胧朧 胶膠 脏臓 脑脳 脓膿 腾騰 舆輿 舰艦
    艳艶 艺芸 节節 芜蕪 苇葦 苍蒼 苏蘇 茕煢 茧繭 荆荊 荞蕎 荡蕩 荣栄 荫蔭 药薬 莲蓮 获獲 莺鶯
    萤蛍 营営 萧蕭 蓝藍 蓟薊 蔷薔 虑慮 虽雖 虾蝦 蚁蟻 蜡蝋 蝇蝿 衔銜 补補 袭襲 裤袴 见見 观観
    规規 觅覓 视視 觉覚 誊謄 计計 让譲 训訓 讲講 许許 论論 设設 访訪 证証 评評 识識 诉訴 诊診
    词詞 译訳 试試 诗詩 诚誠 话話 诞誕 询詢 该該 详詳 语語 误誤 诱誘 说説 请請 诸諸 诺諾 课課
    谁誰 调調 谅諒 谊誼 谋謀 谍諜 谕諭 谜謎 谢謝 谦謙 谨謹 谱譜 贝貝 贞貞 负負 贡貢 财財 贤賢
    货貨 质質 贪貪 贫貧 购購 贯貫 贰弐 贴貼 贵貴 贷貸 贸貿 费費 贺賀 贻貽 贾賈 赁賃 赂賂 资資
    赋賦 赏賞 赐賜 赔賠 赖頼 赞賛 赠贈 赢贏 赵趙 趋趨 跃躍 车車 轧軋 轨軌 轩軒 转転 轮輪 软軟
    轰轟 轴軸 轻軽 载載 较較 辅輔 辆輛 辈輩 辉輝 输輸 辖轄 边辺 辽遼 达達 迁遷 过過 迈邁 运運
    还還 这這 进進 远遠 违違 连連 迟遅 适適 选選 逊遜 递逓 逻邏 遗遺 邮郵 邻隣 郑鄭 酿醸 释釈
    鉴鑑 针針 钉釘 钏釧 钓釣 钝鈍 钞鈔 钟鐘 钢鋼 钥鑰 钦欽 钧鈞 钱銭 钵鉢 铁鉄 铃鈴 铅鉛 铜銅
    铠鎧 铭銘 银銀 铸鋳 铺舗 链鏈 销銷 锁鎖 锄鋤 锅鍋 锋鋒 锐鋭 错錯 锚錨 锡錫 锤錘 锦錦 锭錠
    锯鋸 锻鍛 镇鎮 镐鎬 镜鏡 镰鎌 长長 门門 闪閃 闭閉 问問 闯闖 闲閑 间間 闻聞 阀閥 阁閣 阅閲
    阐闡 阔闊 队隊 阳陽 阴陰 阵陣 阶階 际際 陆陸 陇隴 陈陳 陕陝 陨隕 险険 隐隠 难難 雏雛 雳靂
    雾霧 韦韋 韩韓 页頁 顶頂 顷頃 项項 顺順 须須 顽頑 顾顧 顿頓 颂頌 预預 领領 频頻 颖穎 题題
    颜顔 额額 颠顛 风風 飒颯 飞飛 饥飢 饭飯 饮飲 饰飾 饱飽 饲飼 饼餅 馅餡 馆館 马馬 驯馴 驰馳
    驱駆 驹駒 驻駐 驿駅 骁驍 骂罵 骄驕 骇駭 骊驪 验験 骏駿 骑騎 骚騒 鬓鬢 鱼魚 鲁魯 鲇鮎 鲍鮑
    鲑鮭 鲛鮫 鲜鮮 鲤鯉 鲭鯖 鲷鯛 鲸鯨 鳄鰐 鳕鱈 鳞鱗 鸟鳥 鸠鳩 鸡鶏 鸣鳴 鸥鴎 鸦鴉 鸭鴨 鸯鴦
    鸳鴛 鸽鴿 鸿鴻 鹃鵑 鹅鵝 鹊鵲 鹏鵬 鹤鶴 鹫鷲 鹭鷺 鹰鷹 齐斉 齑韲 齿歯 龄齢 龙竜 龟亀
"""

#: Kana and kanji that are drawn nearly alike.
LOOK_ALIKES = "ニ二 カ力 ロ口 ー一 ハ八 エ工 タ夕 ト卜 チ千 ミ三 オ才 ヌ又 セ七 ロ囗 へヘ べベ ぺペ -一 -ー"

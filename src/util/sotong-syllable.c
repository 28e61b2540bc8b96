/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-syllable.h"

#define FIRST 0xac00
#define LAST  0xd7a3

/* The twelve hundred of 11,172 syllables that are written most: 998 of a thousand that stand in reviews of films, counted in the Naver
 * sentiment movie corpus (CC0), and 995 in comments on news. */
static const char common[] =
  "가각간갇갈감갑값갓갔강갖같개객갠갤갱걍거걱건걷걸검겁것겄겉게겐겟겠겨격겪견결겸겹겻겼경곁계고곡곤"
  "곧골곰곱곳공과곽관광괜괴굉교구국군굳굴굿궁권귀귄규균그극근글금급긋긍기긴길김깁깃깊까깍깎깐깔깜깝"
  "깡깨꺄꺼껀껄껍껏껐께껴꼇꼈꼬꼭꼴꼼꼽꽁꽂꽃꽉꽝꽤꾸꾼꿀꿈꿔뀌뀐끄끈끊끌끓끔끗끝끼낀낄낌나낙낚난날"
  "남납낫났낭낮낯낳내낸낼냄냅냈냉냐냥너넋넌널넓넘넣네넬넷넹넼녀녁년념녕노녹논놀놈농높놓놔놨뇌뇨누눈"
  "눌뉘뉴느늑는늘늙능늦늬니닉닌닐님닙닝다닥닦단닫달닭닮담답닷당닼닿대댄댓댕더덕던덜덤덧덩덮데덴델뎀"
  "뎁뎅뎈뎌도독돈돋돌동돠돼됐되된될됨됩됫됬두둑둔둘둠둡둥둬뒤뒷듀드득든듣들듦듬듭듯등디딕딘딜딧딩따"
  "딱딴딸땀땅때땐땜땠땡떄떠떡떤떨떳떻떼뗄또똑똘똥뚜뚝뚫뚱뛰뜨뜩뜬뜯뜸뜻띄띠띵라락란랄람랍랏랐랑래랙"
  "랜램랩랫랬랭랴략량러럭런럴럼럽렀렁렇레렉렌렐렘렛려력련렬렴렵렷렸령례로록론롤롭롯롱뢰료룡루룩룬룰"
  "룸뤄류륙륜률륭르륵른를름릅릇릉리릭린릴림립릿링마막만많말맑맘맙맛망맞맡매맥맨맴맷맹맺머먹먼멀멈멋"
  "멍메멕멘멜멤멧며면멸명몇모목몫몬몰몸못몽묘무묵문묻물뭇뭉뭐뭔뭘뭣뭥뮤므믄미믹민믿밀밉밋밌밍및밑바"
  "박밖반받발밝밟밤밥밧밨방밭배백밴뱀뱅뱉버벅번벌범법벗벙베벤벨벼벽변별볍병보복본볼봄봅봇봉봐봣봤부"
  "북분불붉붕붙뷔뷰브븐블비빅빈빌빕빗빙빚빛빠빡빨빵빼뺏뺨뻐뻑뻔뻣뻤뻥뼈뽀뽑뽕뿌뿐뿔뿜쁘쁜쁨삐삘사삭"
  "산살삶삼삽샀상새색샌샘생샤샬샷서석섞선설섬섭섯성세섹센셀셈셉셋셔션셜셧셨셰소속손솔솜송쇄쇠쇼숀수"
  "숙순술숨숭숲쉐쉬쉰쉴쉽슈스슨슬슴습슷승시식신실싫심십싱싶싸싹싼쌀쌈쌍쌓쌤쌩써썩썬썰썸썻썼쎄쏘쏙쏟"
  "쏠쏴쓰쓴쓸씀씁씨씩씬씹아악안앉않알앓암압앗았앙앜앞애액앤앨앵야약얀얄얌양얘어억언얻얼얽엄업없엇었"
  "엉엌에엑엔엘엠엣여역엮연열염엽엿였영옆예옛오옥온올옮옳옴옵옷옹와완왈왓왔왕왜왠왤외요욕욜욤용욬우"
  "욱운울움웃웅워웍원월웟웠웨웬웰웹위윈윌유육윤율융으은을음읍응의이익인일읽잃임입잇있잉잊잎자작잔잖"
  "잘잠잡잣잤장재잭잼쟁쟈저적전절젊점접정젖제젝젠젤져젼졋졌조족존졸좀종좋좌죄죠죤주죽준줄줌줍중줘줫"
  "줬쥐쥬즈즉즌즐즘증지직진질짐집짓징짖짙짜짝짠짤짧짬짱째쨋쨌쨩쩌쩍쩐쩔쩜쩝쩡쪄쪼쪽쫄쫌쫒쫓쭈쭉쯔쯤"
  "쯧찌찍찐찔찜찝찡찢차착찬찮찰참창찾채책챙처척천철첨첩첫청체첼쳐쳤초촉촌총촬최쵝추축춘출춤충춰취츄"
  "츠측층치칙친칠침칩칫칭카칸칼캅캐캔캠캡캬커컥컨컬컴컵컷컸케켄켈켓켜켠켰코콕콘콜콤콧콩쾌쿄쿠쿡쿨쿵"
  "퀄퀴퀸큐크큰클큼키킥킨킬킴킵킹타탁탄탈탐탑탓탕태택탠탤탱터턱턴털텀테텐텔템텝토톡톤톨톰톱통퇴투툭"
  "툰퉁튀튜트특튼틀틈틋티틱틴틸팀팅파팍판팔팝팠팡패팩팬팽퍼퍽펀펄펐펑페펙펜펠펭펴편펼평폐포폭폰폴폼"
  "표푸푹푼풀품풋풍퓨프픈플픔픕피픽핀필핏핑하학한할함합핫항해핵핸햄햇했행향허헉헌헐험헛헝헤헨헬헷혀"
  "혁현혈혐협혔형혜호혹혼홀홈홉홍화확환활홧황회획횡효후훈훌훔훗훨휘휴흉흐흑흔흘흙흠흡흥희히힌힐힘힙";

static gpointer
make_table (gpointer data)
{
  guint8 *table = g_new0 (guint8, LAST - FIRST + 1);

  for (const char *p = common; *p != '\0'; p = g_utf8_next_char (p))
    table[g_utf8_get_char (p) - FIRST] = 1;
  return table;
}

/**
 * sotong_syllable_is_common:
 * @c: a character
 *
 * May be called from any thread.
 *
 * Returns: whether it is a Hangul syllable that words have; of syllables that somebody makes up by chance nine in ten are none
 */
gboolean
sotong_syllable_is_common (gunichar c)
{
  static GOnce once = G_ONCE_INIT;
  const guint8 *table = g_once (&once, make_table, NULL);

  return c >= FIRST && c <= LAST && table[c - FIRST] != 0;
}

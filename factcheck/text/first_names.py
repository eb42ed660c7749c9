"""Frequent first names with their usual gender, so that "she" is not given to a John. Names used for both are left out."""

MALE_NAMES = frozenset(
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew "
    "joshua kenneth kevin brian george edward ronald timothy jason jeffrey jeff ryan jacob gary nicholas nick eric jonathan jon stephen steve "
    "larry justin scott brandon benjamin ben samuel sam gregory greg frank alexander raymond ray patrick jack dennis jerry tyler aaron jose "
    "henry adam douglas doug nathan peter pete zachary kyle walter harold jeremy ethan carl keith roger gerald christian terry sean austin "
    "arthur lawrence bryan joe bill bob mike jim tom tim dave dan rob rick dick ted fred harry albert alan allan allen ralph roy eugene "
    "russell louis philip phil johnny bobby howard martin victor vincent ernest wayne craig barack mitt newt bernie bruce stuart graham "
    "nigel simon gordon tony ian neil colin trevor derek geoffrey rupert hugh oliver luke liam noah mohammed muhammad mohamed ahmed ali "
    "hassan hussein omar ibrahim mahmoud yusuf abdul khaled vladimir sergei sergey dmitry dmitri mikhail boris nikolai ivan alexei igor oleg "
    "yuri andrei viktor volodymyr petro emmanuel nicolas jacques pierre jean françois francois jose juan carlos luis miguel jorge pedro "
    "antonio francisco fernando manuel pablo diego javier hans klaus wolfgang helmut gerhard jürgen heinz olaf matteo silvio giovanni "
    "mario marco luigi xi wei hiroshi shinzo taro narendra rahul rajiv imran nawaz pervez hamid ashraf benyamin benjamin ariel ehud "
    "shimon yasser bashar kofi nelson jacob thabo robert desmond cyril marc lamont najib fuad".split()
)
FEMALE_NAMES = frozenset(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah sara karen nancy lisa margaret betty sandra ashley dorothy kimberly "
    "emily donna michelle carol amanda melissa deborah stephanie rebecca laura helen sharon cynthia kathleen amy shirley angela anna ruth "
    "brenda pamela nicole katherine catherine christine samantha debra janet rachel carolyn emma maria heather diane julie joyce victoria "
    "kelly christina joan evelyn lauren judith olivia frances martha cheryl megan andrea hannah jacqueline ann anne gloria jean kathryn "
    "alice teresa sara janice doris julia grace judy theresa beverly denise marilyn amber danielle brittany diana jane natalie sophia rose "
    "isabella alexis kayla charlotte hillary hilary nancy condoleezza madeleine angela ursula theresa tessa harriet jacinda julia gillian "
    "nicola ruth priti liz yvette diane emily jen jenny wendy kate katie kathy susie sue sally amal fatima aisha ayesha malala benazir "
    "indira sonia sushma mamata aung olga irina natalia tatiana svetlana elena ekaterina marine segolene ségolène christine simone "
    "dilma cristina michelle isabel carmen pilar rosa lucia elena carla giorgia federica valeska colette sujata amneh alia sehar "
    "kamala amy sonia ketanji elena ruth janet lael loretta sally betsy kellyanne ivanka melania laura barbara dana kayleigh karine".split()
)

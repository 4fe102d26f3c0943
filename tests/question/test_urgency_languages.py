"""Words of harm in the other languages, and ordinary questions in each.

Both tables were written by whoever wrote the lists, who speaks few of these languages:
a native speaker should read them.
"""

import pytest

from localoffer.edition.opening import Edition
from localoffer.question.asked import Asked
from localoffer.question.harm import urgent_language
from localoffer.question.words import tokens

URGENT = {
    "ar": [
        "ابني يقول إنه يريد أن يموت",
        "ابنتي تجرح يدها بالسكين",
        "ابني ابتلع حبوب كثيرة ماذا أفعل",
        "زوجي يضربني أمام الأولاد وأنا خائفة",
        "لم أعد أتحمل أحتاج مساعدة الآن",
        "ابني هرب من البيت ولم يعد إلى البيت",
        "طفلي لا يتنفس",
    ],
    "bn": [
        "আমার ছেলে বলে সে মরে যেতে চায়",
        "আমার মেয়ে ব্লেড দিয়ে হাত কাটে",
        "ছেলে অনেক ওষুধ খেয়ে ফেলেছে",
        "আমার স্বামী আমাকে মারে আমি ভয় পাই",
        "আমি আর পারছি না এখনই সাহায্য দরকার",
        "আমার বাচ্চা শ্বাস নিচ্ছে না",
        "ছেলে ছুরি নিয়ে হুমকি দিচ্ছে",
    ],
    "fr": [
        "mon fils dit qu'il veut mourir",
        "ma fille se scarifie depuis un mois",
        "il a avalé des médicaments que faire",
        "mon fils me menace avec un couteau",
        "mon mari me frappe devant les enfants",
        "je n'en peux plus je vais craquer",
        "mon enfant a fugué et n'est pas rentré",
    ],
    "gu": [
        "મારો દીકરો કહે છે કે તેને મરી જવું છે",
        "મારી દીકરી પોતાના હાથ કાપે છે",
        "દીકરો ઘણી ગોળીઓ ખાઈ ગયો",
        "મારા પતિ મને મારે છે",
        "મારો દીકરો છરી લઈને ધમકી આપે છે",
        "હવે સહન નથી થતું મને મદદ કરો",
        "મારું બાળક બેભાન છે",
    ],
    "pl": [
        "mój syn mówi że chce się zabić",
        "corka tnie sie po rekach",
        "syn połknął tabletki co robić",
        "mąż mnie bije i boję się o dzieci",
        "syn grozi mi nożem",
        "nie daję już rady nie mam siły żyć",
        "dziecko nie oddycha",
        "moja córka uciekła z domu i nie wróciła",
    ],
    "pt": [
        "meu filho diz que quer morrer",
        "minha filha se corta nos braços",
        "ele tomou muitos comprimidos",
        "meu marido me bate na frente das crianças",
        "meu filho me ameaça com uma faca",
        "não aguento mais preciso de ajuda agora",
        "minha filha desapareceu desde ontem",
    ],
    "ro": [
        "fiul meu spune că vrea să moară",
        "fiica mea se taie pe mâini",
        "a luat prea multe pastile",
        "soțul mă bate în fața copiilor",
        "băiatul mă amenință cu cuțitul",
        "nu mai rezist am nevoie de ajutor urgent",
        "copilul nu respiră",
    ],
    "so": [
        "wiilkaygu wuxuu yiri wuxuu rabaa inuu dhinto",
        "gabadhaydu way is jarjartaa",
        "wiilkaygu wuxuu liqay kaniini badan",
        "ninkaygu wuu i garaacaa waan baqayaa",
        "wiilka mindi ayuu igu handaday",
        "ma sii wadi karo caawimaad degdeg ah ayaan u baahanahay",
        "gabadhaydii waa la waayay xalay",
    ],
    "ta": [
        "என் மகன் சாக வேண்டும் என்று சொல்கிறான்",
        "என் மகள் கையை வெட்டிக் கொள்கிறாள்",
        "அவன் நிறைய மாத்திரைகளை விழுங்கிவிட்டான்",
        "என் கணவர் என்னை அடிக்கிறார் பயமாக இருக்கிறது",
        "மகன் கத்தியை காட்டி மிரட்டுகிறான்",
        "என்னால் தாங்க முடியவில்லை இப்போதே உதவி வேண்டும்",
        "என் மகளை காணவில்லை",
    ],
    "ur": [
        "میرا بیٹا کہتا ہے کہ وہ مرنا چاہتا ہے",
        "میری بیٹی اپنے ہاتھ کاٹتی ہے",
        "بیٹے نے بہت ساری گولیاں کھا لیں",
        "میرا شوہر مجھے مارتا ہے",
        "بیٹا چاقو سے دھمکی دیتا ہے",
        "اب برداشت نہیں ہوتا ابھی مدد چاہیے",
        "mera beta marna chahta hai",
        "meri beti ghar se bhaag gayi hai",
    ],
    "zh": [
        "我儿子说他想死",
        "我女儿割手怎么办",
        "孩子吃了很多药",
        "我丈夫打我我很害怕",
        "儿子拿刀威胁我",
        "我撑不下去了救命",
        "女兒離家出走還沒有回家",
        "孩子没有呼吸",
    ],
}
ORDINARY = {
    "ar": [
        "كيف أجد معالج نطق لابني",
        "ابني لا يريد الذهاب إلى المدرسة",
        "أحتاج مترجم في المدرسة",
        "نوبات غضب كل يوم كيف أساعده",
        "متى تنتهي العطلة المدرسية",
        "مات جدي كيف أشرح الموت لابني",
    ],
    "bn": [
        "আমার ছেলের জন্য স্পিচ থেরাপি কোথায় পাব",
        "আমার মেয়ে স্কুলে যেতে চায় না",
        "ছেলে খুব রাগ করে জিনিস ভাঙে",
        "স্কুলে বাস কীভাবে পাব",
        "ফর্ম হারিয়ে গেছে কী করব",
        "দাদা মারা গেছেন বাচ্চাকে কীভাবে বলব",
    ],
    "fr": [
        "orthophoniste pour mon fils de 4 ans",
        "ma fille ne veut pas aller à l'école",
        "urgence dentaire pour enfant autiste",
        "crises de colère tous les jours",
        "mon fils se fait mal au sport",
        "où trouver un club de vacances",
        "il est mort de rire",
    ],
    "gu": [
        "મારા દીકરા માટે સ્પીચ થેરાપી ક્યાં મળે",
        "મારી દીકરીને સ્કૂલ જવું નથી",
        "દીકરો બહુ ગુસ્સો કરે છે",
        "સ્કૂલ બસ કેવી રીતે મળે",
        "ફોર્મ ખોવાઈ ગયું છે",
        "દાદા ગુજરી ગયા બાળકને કેવી રીતે કહું",
    ],
    "pl": [
        "logopeda dla syna 4 lata",
        "syn nie chce iść do szkoły",
        "jak zabić czas w ferie",
        "napady złości codziennie",
        "syn boi się dentysty",
        "pilnie szukam szkoły specjalnej",
        "umarł dziadek jak powiedzieć dziecku",
        "zgubiłam formularz dla",
    ],
    "pt": [
        "terapeuta da fala para meu filho",
        "minha filha não quer ir à escola",
        "preciso de transporte escolar urgente",
        "birras todos os dias",
        "meu filho tem medo do dentista",
        "o avô morreu como explicar",
    ],
    "ro": [
        "logoped pentru băiatul meu de 4 ani",
        "fiica mea nu vrea la școală",
        "am nevoie de transport școlar",
        "crize de furie în fiecare zi",
        "îi e frică de dentist",
        "bunicul a murit cum îi explic",
    ],
    "so": [
        "wiilkayga waxaan u rabaa daaweyn hadal",
        "gabadhaydu iskuulka ma rabto",
        "baska iskuulka sidee ku helaa",
        "wiilkaygu aad buu u xanaaqaa",
        "dhakhtarka ilkaha wuu ka baqaa",
        "degdeg ma u heli karaa boos iskuul",
    ],
    "ta": [
        "என் மகனுக்கு பேச்சு சிகிச்சை எங்கே கிடைக்கும்",
        "மகள் பள்ளிக்கு போக மறுக்கிறாள்",
        "மகன் அதிகம் கோபப்படுகிறான்",
        "பள்ளி பேருந்து எப்படி கிடைக்கும்",
        "சத்தம் தாங்க முடியவில்லை காதுகளை மூடுகிறான்",
        "தாத்தா இறந்துவிட்டார் குழந்தைக்கு எப்படி சொல்வது",
    ],
    "ur": [
        "میرے بیٹے کے لیے سپیچ تھراپی کہاں ملے گی",
        "میری بیٹی سکول نہیں جانا چاہتی",
        "بیٹا بہت غصہ کرتا ہے",
        "سکول کی بس کیسے ملے گی",
        "فارم گم ہو گیا ہے",
        "دادا کا انتقال ہو گیا بچے کو کیسے بتاؤں",
        "bete ke liye speech therapy chahiye",
        "beti school nahi jana chahti",
    ],
    "zh": [
        "我儿子需要语言治疗",
        "女儿不想去上学",
        "孩子经常发脾气怎么办",
        "怎么申请校车",
        "牙医急诊在哪里",
        "爷爷去世了怎么告诉孩子",
        "孩子喜欢消防车哪里有活动",
    ],
}


def pairs(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(code, text) for code, texts in table.items() for text in texts]


def test_every_language_of_the_vocabulary_is_asked(edition: Edition) -> None:
    codes = {tongue.language for tongue in edition.vocabulary.tongues}

    assert codes == set(URGENT) == set(ORDINARY)
    assert min(map(len, [*URGENT.values(), *ORDINARY.values()])) >= 5


@pytest.mark.parametrize(("code", "text"), pairs(URGENT))
def test_words_of_harm_are_urgent(edition: Edition, code: str, text: str) -> None:
    query = edition.search.answer(Asked(text=text)).query

    assert query.urgent
    assert query.urgent_in == code


@pytest.mark.parametrize(("code", "text"), pairs(ORDINARY))
def test_ordinary_questions_are_not(edition: Edition, code: str, text: str) -> None:
    del code
    assert urgent_language(text, edition.lexicon) is None


def test_every_phrase_of_harm_is_recognised_where_it_tells(edition: Edition) -> None:
    """A phrase all of whose words are English too tells only among others."""
    is_english = edition.lexicon.is_english
    missed = [
        (tongue.language, phrase)
        for tongue in edition.vocabulary.tongues
        for phrase in tongue.harm
        if not all(is_english(token.word) for token in tokens(phrase))
        and urgent_language(phrase.replace("*", ""), edition.lexicon) is None
    ]

    assert missed == []


def test_a_part_in_another_language_is_enough(edition: Edition) -> None:
    text = "please help us today because my daughter says to me nie chcę już żyć"

    assert urgent_language(text, edition.lexicon) == "pl"


def test_ordinary_phrases_of_other_languages_are_not_urgent(edition: Edition) -> None:
    about_harm = {"crisis", "self-harm", "safeguarding"}
    # To choke or to lie unconscious is what 999 is for, though a meal or a fit did it.
    about_harm |= {"feeding", "epilepsy"}
    urgent = [
        (tongue.language, phrase)
        for tongue in edition.vocabulary.tongues
        for slug, phrases in tongue.topics.items()
        for phrase in phrases
        if slug not in about_harm
        and urgent_language(phrase, edition.lexicon) is not None
    ]

    assert urgent == []

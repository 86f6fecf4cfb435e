"""The headings of a printed plan in the languages of the houses. Her words are never translated here.

Every translation is a draft until a mediator has reviewed it, and the sheet says so; Italian prevails.
"""

HEADINGS = (
    "title",
    "intro",
    "goal",
    "member",
    "cooperative",
    "public_body",
    "nobody",
    "by",
    "prevails",
    "draft",
)

ITALIAN = (
    "Il nostro percorso",
    "Questo foglio dice dove vuoi arrivare e che cosa promette ognuno.",
    "Obiettivo",
    "La famiglia promette",
    "La cooperativa promette",
    "L'ente pubblico promette",
    "Nessuna promessa",
    "entro il",
    "Se i due testi dicono cose diverse, vale quello in italiano.",
    "Traduzione non ancora rivista da un mediatore.",
)

LANGUAGES: dict[str, tuple[str, ...]] = {
    "en": (
        "Our path",
        "This sheet says where you want to arrive and what each one promises.",
        "Goal",
        "The family promises",
        "The cooperative promises",
        "The public office promises",
        "No promise",
        "by",
        "If the two texts say different things, the Italian one holds.",
        "Translation not yet reviewed by a mediator.",
    ),
    "fr": (
        "Notre parcours",
        "Cette feuille dit où tu veux arriver et ce que chacun promet.",
        "Objectif",
        "La famille promet",
        "La coopérative promet",
        "Le service public promet",
        "Aucune promesse",
        "avant le",
        "Si les deux textes disent des choses différentes, c'est le texte italien qui vaut.",
        "Traduction pas encore relue par un médiateur.",
    ),
    "es": (
        "Nuestro camino",
        "Esta hoja dice adónde quieres llegar y qué promete cada uno.",
        "Objetivo",
        "La familia promete",
        "La cooperativa promete",
        "La oficina pública promete",
        "Ninguna promesa",
        "antes del",
        "Si los dos textos dicen cosas distintas, vale el texto italiano.",
        "Traducción todavía no revisada por un mediador.",
    ),
    "ro": (
        "Drumul nostru",
        "Această foaie spune unde vrei să ajungi și ce promite fiecare.",
        "Obiectiv",
        "Familia promite",
        "Cooperativa promite",
        "Instituția publică promite",
        "Nicio promisiune",
        "până la",
        "Dacă cele două texte spun lucruri diferite, este valabil textul italian.",
        "Traducere încă neverificată de un mediator.",
    ),
    "sq": (
        "Rruga jonë",
        "Kjo fletë tregon ku dëshiron të arrish dhe çfarë premton secili.",
        "Qëllimi",
        "Familja premton",
        "Kooperativa premton",
        "Zyra publike premton",
        "Asnjë premtim",
        "deri më",
        "Nëse dy tekstet thonë gjëra të ndryshme, vlen teksti italisht.",
        "Përkthim ende i parishikuar nga një ndërmjetës.",
    ),
    "uk": (
        "Наш шлях",
        "У цьому аркуші написано, чого ти хочеш досягти і що обіцяє кожен.",
        "Мета",
        "Родина обіцяє",
        "Кооператив обіцяє",
        "Державна установа обіцяє",
        "Жодної обіцянки",
        "до",
        "Якщо тексти різняться, діє італійський текст.",
        "Переклад ще не перевірив посередник.",
    ),
    "ar": (
        "مسارنا",
        "تقول هذه الورقة إلى أين تريد أن تصل وماذا يعد كل طرف.",
        "الهدف",
        "تعد العائلة",
        "تعد التعاونية",
        "تعد الجهة العامة",
        "لا يوجد وعد",
        "قبل يوم",
        "إذا اختلف النصان فالنص الإيطالي هو المعتمد.",
        "ترجمة لم يراجعها وسيط بعد.",
    ),
    "ur": (
        "ہمارا سفر",
        "یہ کاغذ بتاتا ہے کہ آپ کہاں پہنچنا چاہتے ہیں اور ہر ایک کیا وعدہ کرتا ہے۔",
        "مقصد",
        "خاندان کا وعدہ",
        "کوآپریٹو کا وعدہ",
        "سرکاری دفتر کا وعدہ",
        "کوئی وعدہ نہیں",
        "تک",
        "اگر دونوں تحریروں میں فرق ہو تو اطالوی تحریر درست مانی جائے گی۔",
        "اس ترجمے کو ابھی کسی ثالث نے نہیں دیکھا۔",
    ),
    "zh": (
        "我们的道路",
        "这张纸写明你想达到的目标，以及每一方的承诺。",
        "目标",
        "家庭承诺",
        "合作社承诺",
        "公共机构承诺",
        "没有承诺",
        "期限",
        "如果两种文字有不同，以意大利文为准。",
        "译文尚未经调解员审阅。",
    ),
    "bn": (
        "আমাদের পথ",
        "এই কাগজে লেখা আছে আপনি কোথায় পৌঁছাতে চান এবং কে কী প্রতিশ্রুতি দিচ্ছে।",
        "লক্ষ্য",
        "পরিবারের প্রতিশ্রুতি",
        "সমবায়ের প্রতিশ্রুতি",
        "সরকারি অফিসের প্রতিশ্রুতি",
        "কোনো প্রতিশ্রুতি নেই",
        "এর মধ্যে",
        "দুটি লেখায় পার্থক্য থাকলে ইতালীয় লেখাটি কার্যকর হবে।",
        "এই অনুবাদ এখনও কোনো মধ্যস্থতাকারী দেখেননি।",
    ),
}


def headings_in(language: str) -> dict[str, str]:
    """The headings by name in a language; Italian for "it". Raises KeyError where nobody has translated them."""
    return dict(zip(HEADINGS, ITALIAN if language == "it" else LANGUAGES[language], strict=True))


def first_known(languages: list[str]) -> tuple[str, str]:
    """Of the languages somebody reads or speaks: the first that we can print, or else the first that we lack."""
    others = [code for code in languages if code != "it"]
    known = next((code for code in others if code in LANGUAGES), "")
    return known, "" if known else next(iter(others), "")

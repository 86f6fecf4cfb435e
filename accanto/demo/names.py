"""Names of the languages that live in Prato. Data only."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Community:
    """Where families come from: their names, languages and how many of a hundred households they are."""

    country: str
    languages: tuple[str, ...]
    share: int
    family_names: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]


def words(text: str) -> tuple[str, ...]:
    """Names written with commas between them."""
    return tuple(name.strip() for name in text.split(","))


COMMUNITIES = [
    Community(
        "CN",
        ("zh", "wuu"),
        22,
        words("Chen, Lin, Hu, Wu, Zheng, Zhou, Ye, Xu, Jin, Pan, Huang, Wang"),
        words("Li, Meihua, Xiaoli, Yanyan, Ling, Jing, Fang, Yan, Hui, Min"),
        words("Ming, Hao, Jianwei, Guoqiang, Wei, Jun, Lei, Bin, Tao, Peng"),
    ),
    Community(
        "IT",
        ("it",),
        16,
        words("Bianchini, Cecchi, Fantozzini, Innocenti, Nesi, Del Rosso, D'Amico, Dell'Orto, Esposito, Gori"),
        words("Lucia, Giulia, Anna, Rosanna, Daniela, Patrizia, Concetta, Martina, Elena, Sara"),
        words("Paolo, Marco, Andrea, Salvatore, Niccolò, Luigi, Gennaro, Lorenzo, Matteo, Simone"),
    ),
    Community(
        "AL",
        ("sq", "it"),
        13,
        words("Përmeti, Kola, Shehu, Gjoni, Hoxha, Prifti, Leka, Dervishi, Çela, Marku"),
        words("Arta, Blerina, Mirela, Drita, Entela, Valbona, Elira, Teuta, Anila, Rudina"),
        words("Arben, Gentian, Besnik, Ilir, Agron, Artan, Fatos, Altin, Ervin, Dritan"),
    ),
    Community(
        "MA",
        ("ar", "ary", "fr"),
        11,
        words("Bennani, El Idrissi, Aït Ali, Haddad, Ziani, Ouahbi, Tazi, El Amrani, Berrada, Chraibi"),
        words("Naima, Fatima Zahra, Khadija, Salma, Rachida, Samira, Hanane, Latifa, Zineb, Amina"),
        words("Youssef, Hicham, Abdelkader, Rachid, Karim, Said, Omar, Mustapha, Nabil, Driss"),
    ),
    Community(
        "PK",
        ("ur", "pa", "en"),
        11,
        words("Hussain Shah, Butt, Ahmed, Khan, Malik, Iqbal, Chaudhry, Mirza, Qureshi, Akhtar"),
        words("Sadia, Rubina, Ayesha, Shazia, Nadia, Uzma, Saima, Bushra, Farah, Noreen"),
        words("Waqas, Imran, Asif, Tariq, Nadeem, Zahid, Kashif, Usman, Bilal, Faisal"),
    ),
    Community(
        "NG",
        ("en", "pcm", "edo"),
        9,
        words("Okafor, Igbinedion, Osagie, Eze, Okoro, Omoruyi, Adeyemi, Nwosu, Ehigie, Balogun"),
        words("Blessing, Ngozi, Joy, Precious, Patience, Faith, Amaka, Gift, Peace, Esther"),
        words("Sunday, Emeka, Osas, Chidi, Festus, Kelvin, Victor, Obinna, Daniel, Samuel"),
    ),
    Community(
        "RO",
        ("ro", "it"),
        8,
        words("Popescu, Ionescu, Munteanu, Radu, Dumitru, Stan, Moldovan, Lungu, Șerban, Țurcanu"),
        words("Ioana, Mihaela, Ștefania, Elena, Daniela, Cristina, Gabriela, Alina, Andreea, Raluca"),
        words("Ion, Vasile, Gheorghe, Mihai, Adrian, Florin, Marius, Cătălin, Bogdan, Nicolae"),
    ),
    Community(
        "UA",
        ("uk", "ru"),
        5,
        words("Shevchuk, Kovalenko, Bondarenko, Tkachenko, Melnyk, Kravchuk, Oliynyk, Lysenko"),
        words("Oksana, Olena, Iryna, Natalia, Svitlana, Halyna, Mariia, Liudmyla"),
        words("Mykola, Oleh, Andrii, Serhii, Ivan, Petro, Taras, Bohdan"),
    ),
    Community(
        "BD",
        ("bn", "en"),
        5,
        words("Hossain, Miah, Rahman, Uddin, Akter, Begum, Sarkar, Chowdhury"),
        words("Fatema, Nasrin, Shirin, Rokeya, Taslima, Rehana, Moriom, Sumaiya"),
        words("Kamal, Rafiq, Shahin, Jahangir, Masud, Sohel, Anwar, Habib"),
    ),
]

STREETS = words(
    "Via del Mulino, Via San Paolo, Via Pistoiese, Via dell'Alberaccio, Piazza del Forno, "
    "Via Cava, Via Ferrucci, Località Il Pino, Via Roma"
)
TOWNS = words("Prato, Montemurlo, Vaiano")

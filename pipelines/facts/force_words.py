"""Words for forces, for their weapons and deeds, and for what they hold."""

from pipelines import arabic

# Words for forces: with the adjective of a country they name its forces.
FORCES = frozenset(
    arabic.words(
        "قوات قوة قوى جيش طيران سلاح الجو بحرية مدفعية دفاعات وحدات وحدة ألوية فرقة كتيبة شرطة مخابرات استخبارات "
        "احتلال عدو حرس أسطول مشاة"
    )
)
# Words for their weapons and deeds: with the adjective they name the country.
DEEDS = frozenset(
    arabic.words(
        "طائرات طائرة طائرتين مقاتلات مقاتلة قاذفات قاذفة راجمات مدفعية مروحيات مروحية مسيرات مسيرة مسيرتين "
        "طيارات دبابات آليات دورية دوريات غارات غارة ضربات ضربة قصف هجوم هجمات عدوان توغل صواريخ قذائف استهداف "
        "توغلات إنزال عملية عمليات رتل أرتال قافلة قوافل بوارج بارجة غواصة غواصات فرقاطة فرقاطات مدمرة زوارق "
        "براميل مدافع"
    )
)
# Of them those for what happens, which name nobody: "غارات سورية".
HAPPENINGS = frozenset(
    arabic.words("غارات غارة ضربات ضربة قصف هجوم هجمات عدوان توغل توغلات استهداف إنزال عملية عمليات صواريخ قذائف")
)
# Words for what they have and leave where it is, which is named to say where: of itself no part in the news.
GROUNDS = frozenset(arabic.words("قواعد قاعدة نقاط نقطة مواقع موقع أهداف مصالح منشآت"))

"""Lines that speak of the page or its site, and sentences that begin like them."""

import pytest

from pipelines.reading.lines import article_lines

_TEXT = "قُتل ثلاثة مدنيين بقصف صاروخي على أطراف المدينة."
_OTHER = "أسعار الذهب تواصل الارتفاع في أسواق المدينة"


@pytest.mark.parametrize(
    "line",
    [
        f"إقرأ/ي أيضاً: {_OTHER}",
        f"اقرؤوا أيضاً: {_OTHER}",
        f"شاهد بالفيديو: {_OTHER}",
        f"تابع القراءة: {_OTHER}",
        f"للمزيد حول الموضوع: {_OTHER}",
        f"يمكنك الاطلاع أيضاً على: {_OTHER}",
        f"خبر ذو صلة: {_OTHER}",
        f"أخبار ذات علاقة: {_OTHER}",
        f"مقالات مشابهة: {_OTHER}",
        f"اطلع أيضاً على: {_OTHER}",
        f"لمزيد من التفاصيل: {_OTHER}",
        f"Read also: {_OTHER}",
        "مواضيع قد تهمك",
        "عدد القراءات: 533",
        "74 زيارة",
        "رابط الخبر: https://site.example/1",
        "https://twitter.com/nash/status/1",
        "تابعونا عبر تلغرام: https://t.me/x",
        "لمتابعة أخبارنا على تلغرام اضغط هنا",
        "تابع صفحتنا على فيسبوك",
        "يمكنكم الاشتراك بقناتنا على يوتيوب",
        "تابعوا آخر الأخبار السياسية والميدانية عبر قناتنا على تلغرام على الرابط الذي ننشر فيه كل جديد أولاً بأول",
        "لعرض هذا الفيديو يرجى تفعيل خاصية جافا سكريبت، والنظر في ترقية المتصفح إلى أحدث إصدار يدعم مقاطع الفيديو كلها",
        "هل وجدت خطأ في النص؟ حدده واضغط Ctrl+Enter لإرساله إلى هيئة التحرير",
        "المواد المنشورة تعبر عن رأي أصحابها ولا تعبر بالضرورة عن رأي الموقع",
    ],
)
def test_what_leads_elsewhere_is_told_in_many_words(line: str) -> None:
    """Related articles, counters, channels, players and rules of the site."""
    assert article_lines([_TEXT, line]) == (_TEXT,)


@pytest.mark.parametrize(
    "line",
    [
        "تابع ناشطون على فيسبوك صوراً من المكان نشرتها صفحات محلية",
        "تابع القصف طريقه إلى القرى المجاورة حتى المساء",
        "المزيد من الجنود وصلوا إلى المطار صباح اليوم",
        "خبر القصف وصل إلى القرية بعد ساعة",
        "نشرت قناة محلية على تلغرام تسجيلاً يظهر لحظة سقوط القذيفة",
        "اشتركت ثلاث طائرات في الغارة، وشاهد السكان دخاناً كثيفاً",
        "يعتقد السكان أن القصف سيتجدد، فيما ينتظرون تطبيق الاتفاق",
        "المصدر: وكالات",
    ],
)
def test_sentences_stay(line: str) -> None:
    """The same words in news."""
    assert article_lines([_TEXT, line]) == (_TEXT, line)

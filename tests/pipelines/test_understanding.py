"""What understanding a text leaves behind."""

import gc

from pipelines import lexicon
from pipelines.understanding import understand

_BODY = (
    "قتل ثلاثة مدنيين وأصيب خمسة آخرون اليوم الثلاثاء بقصف مدفعي لقوات النظام على مدينتي إدلب وسرمين وبلدة بنش.\n"
    "وقال مصدر محلي إن الطيران الحربي الروسي شن غارات على محيط جسر الشغور وحلب وحماة دون وقوع إصابات."
)


def test_an_article_is_freed_at_once() -> None:
    """The collector of cycles runs seldom where articles are read, so that none of them may wait for it."""
    words = lexicon.default()
    understand("قصف على إدلب وحلب", _BODY, words)
    gc.collect()
    gc.disable()
    try:
        understand("قصف على إدلب وحلب", _BODY, words)
        assert gc.collect() == 0
    finally:
        gc.enable()

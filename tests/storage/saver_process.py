"""Two processes that store copies of one text at the same moment, round after round."""

from multiprocessing import get_context
from multiprocessing.synchronize import Barrier

from storage.connect import connect
from tests.storage.samples import NOW, Sample, minutes, save

_TEXT = (
    "أعلنت فرق الإسعاف أن قذائف سقطت على أطراف قرية {0} مساء السبت وأن طفلين من عائلة {1} نقلا إلى مشفى {2}. "
    "وقال شهود من بلدة {3} إن أهالي {4} غادروا منازلهم باتجاه {5} خوفا من تجدد القصف قبل حلول الليل."
)
_SYLLABLES = ("با", "تل", "جر", "حم", "دي", "رق", "زع", "سر", "شم", "صو")
_CLOSING = "وتبقى الحصيلة غير نهائية حتى ساعة إعداد هذا الخبر بحسب المصدر نفسه."


def both(database_url: str, rounds: int) -> None:
    """Let two processes store that many texts each; the second one's are longer and were published later."""
    context = get_context("spawn")
    barrier = context.Barrier(2)
    savers = [context.Process(target=store, args=(database_url, key, rounds, barrier)) for key in ("alpha", "beta")]
    for saver in savers:
        saver.start()
    for saver in savers:
        saver.join()
        assert saver.exitcode == 0


def store(database_url: str, source: str, rounds: int, barrier: Barrier) -> None:
    """One of the two: wait in each round until the other is there, then store."""
    with connect(database_url) as connection:
        for number in range(rounds):
            sample = sample_of(source, number)
            barrier.wait(timeout=60)
            save(connection, sample)


def sample_of(source: str, number: int) -> Sample:
    """What a source has to store in a round."""
    body = _TEXT.format(*(_name(7 * number + 100_003 * place) for place in range(1, 7)))
    return Sample(
        f"https://{source}.example/{number}",
        title=f"{source} {number}",
        body=body if source == "alpha" else f"{body}\n{_CLOSING}",
        published_at=NOW + minutes(source == "beta"),
        source=source,
    )


def _name(number: int) -> str:
    """A name that no other round has: the texts of two rounds are no copies of each other."""
    return "".join(_SYLLABLES[int(digit)] for digit in str(number))

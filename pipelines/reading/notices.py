"""What pages say that show a notice in the place of an article, in folded spelling: walls, errors, paywalls."""

import re

# Walls: what content networks and bot guards write on theirs.
CHALLENGE_TITLES = re.compile(
    r"just a moment|attention required|checking your browser|ddos.guard|access denied|are you a robot|robot check|"
    r"human verification|"
    r"verifying you are human|security check|please wait|one more step|"
    r"لحظه من فضلك|التحقق من المتصفح|جار التحقق|تحقق امني|"
    r"before you continue|قبل المتابعه الي|privacy settings|cookie consent|اعدادات الخصوصيه",
)
CHALLENGE_TEXTS = re.compile(
    r"enable javascript and cookies|enable cookies|checking your browser|verify you are (?:a )?human|"
    r"needs to review the security of your|"
    r"unusual traffic|complete the (?:captcha|security check)|ray id|"
    r"you have been blocked|انت لست روبوت|لست روبوت|انك انسان|"
    r"تفعيل (?:ال)?جافا ?سكربت|تفعيل (?:ال)?جافا ?سكريبت|تفعيل javascript|enable javascript|"
    r"we value your privacy|we use cookies|accept all cookies|"
    r"نستخدم ملفات تعريف الارتباط|الموافقه علي جميع|نحن نقدر خصوصيتك",
)
ERROR_TITLES = re.compile(
    r"(?:^|\W)(?:404|410|500|502|503|504)(?:\W|$)|not found|"
    r"page unavailable|internal server error|service unavailable|bad gateway|database error|"
    r"error establishing|غير موجوده?(?:\W|$)|الصفحه المطلوبه|لم يتم العثور|"
    r"تعذر العثور|خطا في|حدث خطا|عذرا|الصفحه غير متاحه|الصفحه غير متوفره|"
    r"under maintenance|تحت الصيانه|صيانه الموقع|critical error"
)
# What the few lines of an error page say.
ERROR_TEXTS = re.compile(
    r"(?:الصفحه|الخبر|المقال|الماده|المحتوي|الرابط|الموضوع)\s+(?:التي|الذي)\s+(?:تبحث|طلب|تحاول|تريد)"
    r"|لا يمكن العثور علي|لم نتمكن من العثور علي|page you (?:are looking|requested|were looking)|^لا توجد نتائج"
)
PAYWALL_TEXTS = re.compile(
    r"للمشتركين فقط|خاص بالمشتركين|"
    r"محتوي للمشتركين|المحتوي متاح للمشتركين|اشترك (?:الان )?(?:لقراءه|لمتابعه القراءه|لاكمال)|لمتابعه القراءه اشترك|"
    r"لقراءه المقال كاملا|سجل الدخول لقراءه|subscribe to (?:read|continue)|subscribers only"
)

"""Scrapy's settings for every crawl; what a user may change is put over them by `crawler.crawl`."""

BOT_NAME = "watira"
SPIDER_MODULES = ["crawler.spiders"]
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"

# What would let others in: both listen on loopback and run code for whoever asks.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False

# Manners.
USER_AGENT = "Watira/0.1"
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 8  # per source
CONCURRENT_ITEMS = 2  # of one answer, which has one item at most: Scrapy starts as many tasks for each answer
CONCURRENT_REQUESTS_PER_DOMAIN = 2
DOWNLOAD_DELAY = 0.5  # seconds
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 0.5  # seconds
AUTOTHROTTLE_MAX_DELAY = 5.0  # seconds
AUTOTHROTTLE_TARGET_CONCURRENCY = 2.0  # as many as may be under way
COOKIES_ENABLED = False
REFERRER_POLICY = "no-referrer"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
    "Accept-Language": "ar",
    "Accept-Encoding": "gzip",  # the one packing whose end is checked
}

# Bounds on what a site can make us do.
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_TIMEOUT = 30  # seconds for a whole answer
DOWNLOAD_MAXSIZE = 8_000_000  # bytes, packed and unpacked; the longest article pages have 2 MB
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = True
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False
HTTPPROXY_ENABLED = False  # a proxy would connect where our guard does not see it
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 4_000_000  # bytes of pages that wait for a reader, then nothing more is fetched
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}

SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"  # in the order announced
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # none: a dropped request would never be recorded
WATIRA_RETRY_SECONDS = 1.0  # before the first repetition, then doubled
WATIRA_OBEY_OPT_OUTS = True

DOWNLOADER_MIDDLEWARES = {
    "crawler.guards.AddressGuard": 50,
    "crawler.hosts.HostMiddleware": 60,
    "crawler.robots.RobotsMiddleware": 100,
    "crawler.retries.RetryMiddleware": 550,
    "crawler.transfer.BoundedCompression": 590,
    "crawler.transfer.EndingRedirects": 600,
    "crawler.guards.NameGuard": 900,
    # replaced by the ones above
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    # not wanted
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # feeds link where they like; the guard decides
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,  # every status is recorded
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,  # drops silently; links are bounded before
}
ITEM_PIPELINES = {"crawler.item_pipeline.StoringPipeline": 100}
EXTENSIONS = {
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.memusage.MemoryUsage": None,
    "scrapy.extensions.corestats.CoreStats": None,
}
STATS_DUMP = False
LOG_FORMATTER = "crawler.logs.QuietLogFormatter"

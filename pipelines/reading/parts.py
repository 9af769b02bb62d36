"""The elements of a page that are asked for by their tags, found in one walk through its tree."""

from pipelines.reading.elements import Element, all_text, drop

_SMALLER = ("h2", "h3", "h4")
_ALL = "title,h1,h2,h3,h4,meta,link,script,style,a"


class Parts:
    """A page's tree, and its elements of some tags in the page's order; those taken out of the tree later are left."""

    def __init__(self, tree: Element) -> None:
        self.tree = tree
        self.titles: list[Element] = []
        self.headings: list[Element] = []  # of the first level
        self.smaller: list[Element] = []  # of the next three levels
        self.metas: list[Element] = []
        self.relations: list[Element] = []  # link elements
        self.scripts: list[Element] = []
        self.styles: list[Element] = []
        self.links: list[Element] = []
        lists = {
            "title": self.titles, "h1": self.headings, **dict.fromkeys(_SMALLER, self.smaller), "meta": self.metas,
            "link": self.relations, "script": self.scripts, "style": self.styles, "a": self.links,
        }  # fmt: skip
        for element in tree.css(_ALL):
            lists[element.tag or ""].append(element)

    def drop_code(self) -> None:
        """Take scripts and styles out of the tree, which show nothing."""
        for element in (*self.scripts, *self.styles):
            drop(element)

    @property
    def body(self) -> Element | None:
        """The element that holds what is shown."""
        return self.tree.parser.body

    @property
    def title(self) -> str:
        """What the page's first title element says, as written; "" where there is none."""
        return all_text(self.titles[0]) if self.titles else ""

"""What two sides of an Open311 exchange agree on: services, jurisdiction, coordinates, kind of address."""

from itertools import pairwise
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.canonical import Document
from communitygov.core.checks import as_tuple, each_of, identifier, one_of, optional, text, title
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words
from communitygov.geometry.plane import Plane
from communitygov.procedure.procedure import Procedure


class AddressKind(TermEnum):
    """What stands in ``address_id``.

    Examples
    --------
    >>> AddressKind.GRID.zh
    '网格代码'
    """

    GRID = "grid", "网格代码", "code of the grid"
    DWELLING = "dwelling", "住所代码", "code of the dwelling"


# ------------------------------------------------------------------ what both sides agree on


@attrs.frozen(kw_only=True)
class Service(Value):
    """One kind of request (GeoReport ``service``): a matter with its name.

    Parameters
    ----------
    code, name
        Code of the matter, and what people call it.
    description
        What it covers.
    group, keywords
        Under which heading it stands, and by which words it is found.

    Examples
    --------
    >>> Service(code="lighting", name="路灯 street lighting").group
    ''
    """

    document_kind: ClassVar[str] = "open311-service"
    code: str = attrs.field(validator=identifier)
    name: str = attrs.field(validator=title)
    description: str = attrs.field(default="", validator=text)
    group: str = attrs.field(default="", validator=text)
    keywords: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(str))


@attrs.frozen(kw_only=True)
class Open311Terms(Value):
    """What two sides of an exchange agree on.

    Parameters
    ----------
    jurisdiction
        Identifier of the community or district (``jurisdiction_id``); none where there is one only.
    services
        The matters with their names; where there are any, no request about another one is read.
    plane
        Where the plane lies on the earth; without it no coordinates go out or come in.
    address
        What stands in ``address_id``.  A dwelling says where somebody lives: the grid, unless given.
    procedure
        By which reports are handled, for the words of states and actions.

    Examples
    --------
    >>> Open311Terms(jurisdiction="LQ").address.zh
    '网格代码'
    """

    document_kind: ClassVar[str] = "open311-terms"
    jurisdiction: str | None = attrs.field(default=None, validator=optional(identifier))
    services: tuple[Service, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Service))
    plane: Plane | None = attrs.field(default=None, validator=optional(one_of(Plane)))
    address: AddressKind = attrs.field(default=AddressKind.GRID, validator=one_of(AddressKind))
    procedure: Procedure | None = attrs.field(default=None, validator=optional(one_of(Procedure)), repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse a service that stands twice."""
        codes = sorted(service.code for service in self.services)
        for one, two in pairwise(codes):
            if one == two:
                raise InvalidValue("services", one, Words("只可出现一次", "must stand only once"))

    def name_of(self, matter: str) -> str:
        """Return what a matter is called; its code unless a service names it."""
        return next((service.name for service in self.services if service.code == matter), matter)


#: The plainest terms: one community, no coordinates.
PLAIN = Open311Terms()


def open311_services(terms: Open311Terms) -> list[Document]:
    """Return the answer to ``GET services``.

    Examples
    --------
    >>> terms = Open311Terms(services=[Service(code="lighting", name="路灯", keywords=("灯", "照明"))])
    >>> open311_services(terms)[0]["keywords"]
    '灯,照明'
    """
    require("terms", terms, kind=Open311Terms)
    return [
        {
            "service_code": service.code,
            "service_name": service.name,
            "description": service.description,
            "metadata": False,
            "type": "realtime",
            "keywords": ",".join(service.keywords),
            "group": service.group,
        }
        for service in terms.services
    ]

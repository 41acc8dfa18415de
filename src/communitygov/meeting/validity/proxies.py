"""Whether proxies were declared as they must be (委托): allowed at all, by whom held, in which form, in time.

What is judged here is the declaration.  A ballot that is cast under a faulty one does not count and is not
named again; how proxies are used, `communitygov.meeting.validity.ballots` judges.
"""

from collections.abc import Iterable

from communitygov.core.finding import Detail, Message, joined
from communitygov.errors import Words
from communitygov.meeting.sitting.proxy import Proxy, ProxyDeclared
from communitygov.meeting.standing_orders.proxy_rule import ProxyHolder, ProxyRule
from communitygov.meeting.validity.consequence import Found
from communitygov.meeting.validity.reading import Reading

PROXY_NOT_ALLOWED = Message(
    "PROXY_NOT_ALLOWED",
    Words(
        "不许委托，{principal} 对 {holder} 的委托不计",
        "no proxies are allowed; that of {principal} to {holder} does not count",
    ),
    Words(
        "请 {principal} 本人到会，或先修订议事规则",
        "let {principal} come, or change the standing orders first",
    ),
)
PROXY_SCOPE = Message(
    "PROXY_SCOPE",
    Words(
        "{principal} 对 {holder} 的委托超出范围：{scope}",
        "the proxy of {principal} to {holder} is out of scope: {scope}",
    ),
    Words(
        "请改由可受托者受托，并写明事项",
        "give the proxy to somebody who may hold it, for the matter in question",
    ),
)
PROXY_FORM = Message(
    "PROXY_FORM",
    Words(
        "{principal} 对 {holder} 的委托为{form}形式，须为：{forms}",
        "the proxy of {principal} to {holder} is {form}; it must be: {forms}",
    ),
    Words("请以{forms}形式重新委托", "declare it again in the form asked for: {forms}"),
)
PROXY_LATE = Message(
    "PROXY_LATE",
    Words(
        "{principal} 对 {holder} 的委托提前 {have}，须提前 {need}，差 {shortfall}（{unit}）",
        "the proxy of {principal} to {holder} came {have} {unit} before, {need} needed, {shortfall} short",
    ),
    Words("下次请于 {need} {unit}前办理委托", "declare it {need} {unit} before, next time"),
)


def proxy_findings(reading: Reading) -> Iterable[Found]:
    """Name everything that is amiss with each proxy that was declared."""
    rule = reading.orders.proxies
    source = reading.orders.source_of(rule)
    for place, entry in enumerate(reading.entries):
        if isinstance(entry, ProxyDeclared):
            for message, details in _faults(reading, entry, rule):
                pair: dict[str, Detail] = {"principal": entry.proxy.principal, "holder": entry.proxy.holder}
                yield reading.found(
                    message, place, subject=entry.proxy.principal, details={**pair, **details}, source=source
                )


def _faults(
    reading: Reading, entry: ProxyDeclared, rule: ProxyRule | None
) -> Iterable[tuple[Message, dict[str, Detail]]]:
    """Return the faults of one declaration; where there are no proxies, nothing else is asked."""
    proxy = entry.proxy
    if rule is None or not rule.allows_any:
        yield PROXY_NOT_ALLOWED, {}
        return
    if not _may_hold(reading, proxy, rule.holders):
        yield (
            PROXY_SCOPE,
            {"scope": Words(f"受托人须为{rule.holders.zh}", f"the holder must be {rule.holders.en}")},
        )
    if rule.relations and proxy.relation not in rule.relations:
        related = ", ".join(sorted(rule.relations))
        yield (
            PROXY_SCOPE,
            {"scope": Words(f"须申报关系：{related}", f"related as declared by one of: {related}")},
        )
    if rule.forms and proxy.form not in rule.forms:
        forms = joined(tuple(form.words for form in sorted(rule.forms)))
        yield PROXY_FORM, {"form": proxy.form.term, "forms": forms}
    need = rule.days
    if need is not None:
        have = reading.days_before(entry.at, need)
        if have < need.amount:
            short = need.amount - have
            yield PROXY_LATE, {"have": have, "need": need.amount, "shortfall": short, "unit": need.unit.term}


def _may_hold(reading: Reading, proxy: Proxy, holders: ProxyHolder) -> bool:
    """Tell whether somebody may hold this proxy."""
    held = reading.sides.get(proxy.holder, frozenset())
    match holders:
        case ProxyHolder.ANYBODY:
            return True
        case ProxyHolder.DELEGATE:
            return bool(held)
        case ProxyHolder.OUTSIDER:
            return not held
        case _:  # the same constituency
            return not held.isdisjoint(reading.sides.get(proxy.principal, frozenset()))

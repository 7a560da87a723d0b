"""What `papers authorities` prints, as plain functions."""

from pipeline.authorities.register import Register, Resolution


def describe(register: Register, name: str, date: str | None = None) -> list[tuple[str, str]]:
    """Label and value of everything that the register says of a written name, for a terminal or a table.

    Raises:
        ValueError: `date` is not YYYY, YYYY-MM or YYYY-MM-DD.
    """
    resolution = register.resolve(name, date)
    rows = [("name", name), *([("date", date)] if date else []), ("state", resolution.state), ("how", resolution.how)]
    if resolution.authority is None:
        return rows + [("candidate", f"{body.id} {body.name}") for body in resolution.candidates]
    return rows + _body(register, resolution, date)


def _body(register: Register, resolution: Resolution, date: str | None) -> list[tuple[str, str]]:
    body = resolution.authority
    assert body is not None
    rows = [
        ("authority", body.name),
        ("id", body.id),
        ("code", resolution.code or ""),
        ("type", register.type_on(body, date)),
        ("nation", body.nation),
        ("region", body.region),
        ("upper tier", register.authorities[body.upper_tier].name if body.upper_tier in register.authorities else ""),
        ("in being", f"{body.start or '...'} to {body.end or '...'}"),
    ]
    rows += [
        ("former code", f"{former.code} to {former.end} ({former.reason})")
        for former in register.former_codes
        if former.id == body.id
    ]
    for label, own, other in (("successor", "id", "successor"), ("predecessor", "successor", "id")):
        rows += [
            (label, f"{end} {register.authorities[end].name}, {row.date} ({row.kind})")
            for row in register.successions
            if getattr(row, own) == body.id and (end := getattr(row, other))
        ]
    return [(label, value) for label, value in rows if value]

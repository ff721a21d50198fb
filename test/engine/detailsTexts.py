"""Texts of several kinds and what Python's libraries make of them, for detailsKinds.test.ts."""

import ipaddress
import json
import random
import uuid

random.seed(7)


def holds(parse):
    def test(text):
        try:
            parse(text)
        except ValueError:
            return False
        return True

    return test


def luhn(text):
    digits = [int(digit) for digit in reversed(text)]
    total = sum(digits[0::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return total % 10 == 0


def iban(text):
    moved = text[4:] + text[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1


def mutated(text, alphabet):
    place = random.randrange(len(text))
    edits = [text[:place] + random.choice(alphabet) + text[place + 1 :]]
    edits += [
        text[:place] + text[place + 1 :],
        text[:place] + random.choice(alphabet) + text[place:],
    ]
    return random.choice(edits)


def addresses():
    for _ in range(300):
        address = ipaddress.IPv6Address(random.getrandbits(128) & random.getrandbits(128))
        yield from (address.compressed, address.exploded, address.exploded.replace(":0000", ":0"))
        few = ipaddress.IPv6Address(random.getrandbits(16) << (16 * random.randrange(8)))
        yield from (few.compressed, "::ffff:" + str(ipaddress.IPv4Address(random.getrandbits(32))))
    yield from ("::", "::1", "1::", "1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:8::", ":::", "1::2::3")
    yield from (
        "::1.2.3.4",
        "1:2:3:4:5:6:1.2.3.4",
        "1:2:3:4:5:6:7:1.2.3.4",
        "fe80::1:",
        ":1",
        "12345::",
    )


v6 = list(addresses())
v6 += [mutated(text, "0123456789abcdefg::.") for text in v6]
v4 = [str(ipaddress.IPv4Address(random.getrandbits(32))) for _ in range(500)]
v4 += [mutated(text, "0123456789..") for text in v4] + [
    "01.2.3.4",
    "1.2.3",
    "256.1.1.1",
    "1.2.3.4.5",
]
cards = ["4" + f"{random.randrange(10**15):015d}" for _ in range(2000)]
ibans = [
    f"{country}{check:02d}{random.randrange(10**17):017d}"
    for country in ("DE", "FR", "GB", "PL")
    for check in range(2, 98)
]
ibans += [text[:4] + "NWBK" + text[8:] for text in ibans]
uuids = [str(uuid.UUID(int=random.getrandbits(128))) for _ in range(200)]
jsons = [
    '{"a": [1, null]}',
    "[1, 2.5e3]",
    "{}",
    "[]",
    '{"a"}',
    "{'a': 1}",
    '["\\u00e9"]',
    "[",
    "{]",
]

print(
    json.dumps(
        {
            "ipv6": [[text, holds(ipaddress.IPv6Address)(text)] for text in v6],
            "ipv4": [[text, holds(ipaddress.IPv4Address)(text)] for text in v4],
            "credit-card": [[text, luhn(text)] for text in cards],
            "iban": [[text, iban(text)] for text in ibans],
            "uuid": [[text, True] for text in uuids] + [[text[:-1], False] for text in uuids],
            "json": [[text, holds(json.loads)(text)] for text in jsons],
        }
    )
)

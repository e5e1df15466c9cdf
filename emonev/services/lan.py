"""Where phones in the same hall can reach this computer. Nothing is sent to find out."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import closing

# Asked which of our addresses would be used to reach it; connecting a UDP socket sends nothing.
FAR = ("10.255.255.255", 9)

VIRTUAL = ("docker", "br-", "veth", "vbox", "virtualbox", "vmnet", "vmware", "virbr", "vethernet",
           "tun", "tap", "wsl", "hyper-v")  # fmt: skip
"""Interfaces no phone is behind, by the beginning of their names."""


def addresses() -> tuple[str, ...]:
    """The private IPv4 addresses of this computer, the likeliest first; empty without a network."""
    import psutil

    up = {name for name, state in psutil.net_if_stats().items() if state.isup}
    found = [
        (name, one.address)
        for name, here in psutil.net_if_addrs().items()
        for one in here
        if name in up and one.family == socket.AF_INET and reachable(one.address)
    ]
    first = _outward()
    ordered = sorted(found, key=lambda pair: _order(pair[0], pair[1], first))
    return tuple(dict.fromkeys(address for _, address in ordered))


def reachable(address: str) -> bool:
    """A private address of one computer: not this machine's own loop, not "all", not public."""
    try:
        one = ipaddress.IPv4Address(address)
    except ValueError:
        return False
    apart = one.is_loopback or one.is_link_local or one.is_unspecified or one.is_multicast
    return one.is_private and not apart


def _outward() -> str:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as asked:
        try:
            asked.connect(FAR)
            return str(asked.getsockname()[0])
        except OSError:  # no way out: a hotspot of our own
            return ""


def _order(name: str, address: str, first: str) -> tuple[bool, bool, bool, str]:
    """Real interfaces, then the one the system would use, then what home routers give out."""
    virtual = name.lower().startswith(VIRTUAL)
    return (virtual, address != first, not address.startswith("192.168."), address)

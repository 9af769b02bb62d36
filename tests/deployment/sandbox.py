"""Runs a unit's command line under what the unit imposes, where systemd itself is not the first process.

Made from the unit's own directives: user, no capabilities, no new rights, system read-only, homes and /tmp apart,
other users' processes invisible, families of addresses, and the filter of system calls, with the lists of this
machine's systemd-analyze. All of it in a mount namespace of its own.

Called as a program it is the last link: it loads the filters and becomes the command.
"""

import ctypes
import errno
import json
import os
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

Directives = dict[str, list[str]]

_KILL, _ALLOW, _ERRNO = 0x80000000, 0x7FFF0000, 0x00050000  # SCMP_ACT_*, seccomp.h
_EQ, _MASKED = 4, 7  # SCMP_CMP_*
_NEW_ANYTHING = (0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000)  # CLONE_NEW*
_SET_ID = (0o4000, 0o2000)


def directives(unit: str) -> Directives:
    """What a unit says: the values of each directive, in their order."""
    found: Directives = {}
    for line in unit.splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith(("#", "[")):
            found.setdefault(name, []).append(value)
    return found


def wrapped(said: Directives, words: Sequence[str], home: Path, uid: int, shown: Iterable[Path]) -> list[str]:
    """The command line that runs `words` so confined; `shown` are folders below hidden ones that are to be seen."""
    spec = json.dumps(filters(said))
    inner = [sys.executable, __file__, spec, *words]
    rights = ["setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups", "--bounding-set=-all", "--inh-caps=-all"]
    rights += ["--no-new-privs"] if said["NoNewPrivileges"] == ["yes"] else []
    script = _MOUNTS.format(paths=shlex.join(map(str, (home, *shown))), words=shlex.join([*rights, *inner]))
    network = ["--net"] if said.get("PrivateNetwork") == ["yes"] else []
    return ["unshare", "--mount", "--propagation", "private", *network, "sh", "-euc", script]


# PrivateTmp, ProtectHome (what tests need of homes is shown again), ProtectProc, ProtectSystem=strict, StateDirectory.
_MOUNTS = """
mount -t tmpfs -o mode=755 tmpfs /mnt
number=0
for path in {paths}; do number=$((number + 1)); mkdir /mnt/$number; mount --bind "$path" /mnt/$number; done
mount -o remount,bind,ro /
for path in /root /home /tmp /var/tmp; do [ ! -d $path ] || mount -t tmpfs -o mode=1777 tmpfs $path; done
number=0
for path in {paths}; do
    number=$((number + 1)); mkdir -p "$path"; mount --bind /mnt/$number "$path"
    [ $number = 1 ] || mount -o remount,bind,ro "$path"
done
umount --recursive /mnt
mount -t proc -o hidepid=invisible proc /proc
exec {words}
"""


def filters(said: Directives) -> dict[str, list[str]]:
    """System calls that kill, those that are known, and families of addresses that are refused."""
    allowed: set[str] = set()
    for line in said["SystemCallFilter"]:
        names = _expanded(line.removeprefix("~").split())
        allowed = allowed - names if line.startswith("~") else allowed | names
    families = set(" ".join(said["RestrictAddressFamilies"]).split())
    others = [int(one) for one in socket.AddressFamily if one.name not in families]
    return {
        "allowed": sorted(allowed),
        "killed": sorted(_expanded(["@known"]) - allowed),
        "families": [str(one) for one in others],
    }


def _expanded(names: Iterable[str]) -> set[str]:
    """The system calls behind groups of them."""
    found: set[str] = set()
    for name in names:
        found |= _expanded(_groups()[name]) if name.startswith("@") else {name}
    return found


@cache
def _groups() -> dict[str, list[str]]:
    """The groups of system calls that this machine's systemd knows."""
    shown = subprocess.run(["systemd-analyze", "syscall-filter"], capture_output=True, text=True, check=True).stdout
    found: dict[str, list[str]] = {}
    name = ""
    for line in shown.splitlines():
        if line.startswith("@"):
            name = line.strip()
            found[name] = []
        elif name and line.startswith("    ") and not line.strip().startswith("#"):
            found[name].append(line.strip())
    return found


class _Compared(ctypes.Structure):
    """`struct scmp_arg_cmp`: how an argument of a system call is compared."""

    _fields_ = (("arg", ctypes.c_uint), ("op", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64))


class _Filter:
    """A filter of system calls, by libseccomp."""

    def __init__(self, default: int) -> None:
        self._library = ctypes.CDLL("libseccomp.so.2")
        self._library.seccomp_init.restype = ctypes.c_void_p
        self._context = ctypes.c_void_p(self._library.seccomp_init(ctypes.c_uint32(default)))

    def add(self, action: int, name: str, *compared: _Compared) -> None:
        """Answer a system call so; one that this machine's library or kernel lacks is passed over."""
        number = self._library.seccomp_syscall_resolve_name(name.encode())
        if number >= 0:
            array = (_Compared * len(compared))(*compared)
            code = ctypes.c_uint32(action)
            self._library.seccomp_rule_add_array(self._context, code, number, len(compared), array)

    def load(self) -> None:
        """Impose it on this process and all that it starts."""
        if self._library.seccomp_load(self._context):
            raise OSError("the filter of system calls was not taken")


def confine(spec: dict[str, list[str]]) -> None:
    """Impose the filters as systemd does: unknown calls get ENOSYS, known ones that are not allowed kill."""
    refusals = _Filter(_ALLOW)
    for family in spec["families"]:
        refusals.add(_ERRNO | errno.EAFNOSUPPORT, "socket", _Compared(0, _EQ, int(family), 0))
    refusals.add(_ERRNO | errno.ENOSYS, "clone3")
    refusals.add(_ERRNO | errno.EPERM, "setns")
    for flag in _NEW_ANYTHING:
        refusals.add(_ERRNO | errno.EPERM, "clone", _Compared(0, _MASKED, flag, flag))
        refusals.add(_ERRNO | errno.EPERM, "unshare", _Compared(0, _MASKED, flag, flag))
    for bit in _SET_ID:
        for position, name in enumerate(("chmod", "fchmodat")):
            refusals.add(_ERRNO | errno.EPERM, name, _Compared(1 + position, _MASKED, bit, bit))
        refusals.add(_ERRNO | errno.EPERM, "fchmod", _Compared(1, _MASKED, bit, bit))
    calls = _Filter(_ERRNO | errno.ENOSYS)
    for action, names in ((_ALLOW, spec["allowed"]), (_KILL, spec["killed"])):
        for name in names:
            calls.add(action, name)
    refusals.load()
    calls.load()


if __name__ == "__main__":
    confine(json.loads(sys.argv[1]))
    os.execvp(sys.argv[2], sys.argv[2:])

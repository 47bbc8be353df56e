# Copyright The Fairlead authors
# SPDX-License-Identifier: Apache-2.0
"""Runs the programs of Fairlead and tells their failures in one sentence."""

from __future__ import annotations

import subprocess

PATHS = ["/usr/local/bin"]


def find(module, program, package):
    """The path of a program; fails with the package that brings it."""
    path = module.get_bin_path(program, opt_dirs=PATHS)
    if path is None:
        module.fail_json(
            msg="there is no program '%s' on this host: install the package %s first, by the role "
            "that this task belongs to or with its tag 'install'" % (program, package)
        )
    return path


def run(module, command, attempt):
    """Standard output of a command; where it fails, its own words are the message."""
    code, out, err = module.run_command(command)
    if code != 0:
        fail(module, attempt, words(out, err, command[0], code), code)
    return out


def run_with_secret(module, command, attempt, secret):
    """The same with a secret on standard input, which a command that fails early need not read (run_command would not forgive that)."""
    done = subprocess.run(command, input=secret + "\n", capture_output=True, text=True, errors="replace", check=False)
    if done.returncode != 0:
        fail(module, attempt, words(done.stdout, done.stderr, command[0], done.returncode), done.returncode)


def fail(module, attempt, reason, code):
    module.fail_json(msg="%s: %s" % (attempt, reason), rc=code)


def words(out, err, program, code):
    text = (err or out).strip()
    return text if text else "%s ended with code %d and said nothing" % (program, code)

# Copyright The Fairlead authors
# SPDX-License-Identifier: Apache-2.0

import re
import subprocess
import sys
import unittest

import yaml
from modules import COLLECTION

ROLES = sorted(path for path in (COLLECTION / "roles").iterdir() if path.is_dir())


def read(path):
    return yaml.safe_load(path.read_text())


def options(role):
    entries = read(role / "meta" / "argument_specs.yml")["argument_specs"].values()
    return {name: option for entry in entries for name, option in entry["options"].items()}


class RolesTest(unittest.TestCase):
    def test_every_default_is_the_one_that_the_specs_tell(self):
        for role in ROLES:
            told = {name: option["default"] for name, option in options(role).items() if "default" in option}
            self.assertEqual(told, read(role / "defaults" / "main.yml"), role.name)

    def test_every_variable_is_described_and_has_a_default_or_is_required(self):
        for role in ROLES:
            for name, option in options(role).items():
                self.assertTrue(option["description"], name)
                self.assertTrue(option.get("required") or "default" in option, name)

    def test_every_variable_that_a_role_uses_is_specified(self):
        for role in ROLES:
            text = "".join(path.read_text() for path in role.rglob("*") if path.suffix in (".yml", ".j2") and path.parent.name != "meta")
            used = set(re.findall(r"(?<![\w.])%s_[a-z_]+\b" % role.name, text))
            inner = set(re.findall(r"\b(?:repo_gpgcheck|upgrade_for_trial|upgrade_gate_\w+|program_known|program_suffix)\b", text))
            self.assertEqual(set(), used - set(options(role)) - inner, role.name)

    def test_what_is_true_or_false_may_come_as_text_of_the_command_line(self):
        for role in ROLES:
            text = "".join(path.read_text() for path in role.rglob("tasks/*.yml"))
            for name, option in options(role).items():
                if option["type"] == "bool":
                    self.assertEqual([], re.findall(r".*\b%s\b(?! \| bool)(?!:).*" % name, text))

    def test_tokens_are_kept_out_of_what_is_printed(self):
        for role in ROLES:
            for name, option in options(role).items():
                self.assertEqual(name.endswith("_token"), option.get("no_log", False), name)

    def test_the_pages_of_the_roles_tell_the_same(self):
        done = subprocess.run(
            [sys.executable, str(COLLECTION / "tools" / "readme"), "--check"], capture_output=True, text=True, timeout=60, check=False
        )
        self.assertEqual(0, done.returncode, done.stderr)

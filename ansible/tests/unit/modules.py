# Copyright The Fairlead authors
# SPDX-License-Identifier: Apache-2.0
"""Runs a module as Ansible does on a host: a process of its own, with its arguments on standard input."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

COLLECTION = pathlib.Path(__file__).resolve().parents[2]


class ModuleTest(unittest.TestCase):
    """Each test has a directory of its own, and programs that stand in for Fairlead's by scripts of two lines."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = pathlib.Path(directory.name)
        (self.directory / "bin").mkdir()

    def program(self, name, script):
        path = self.directory / "bin" / name
        path.write_text("#!/bin/sh\n" + script)
        path.chmod(0o755)

    def run_module(self, module, check=False, **arguments):
        arguments.update(_ansible_check_mode=check, _ansible_remote_tmp=str(self.directory), _ansible_keep_remote_files=False)
        path = "%s:/usr/bin:/bin" % (self.directory / "bin")
        done = subprocess.run(
            [sys.executable, str(COLLECTION / "plugins" / "modules" / (module + ".py"))],
            input=json.dumps({"ANSIBLE_MODULE_ARGS": arguments}),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env=dict(os.environ, PATH=path, SEEN=str(self.directory)),
        )
        self.assertTrue(done.stdout, done.stderr)
        return json.loads(done.stdout)

    def seen(self, name):
        return (self.directory / name).read_text()

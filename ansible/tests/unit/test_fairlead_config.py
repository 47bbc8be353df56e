# Copyright The Fairlead authors
# SPDX-License-Identifier: Apache-2.0

from modules import ModuleTest

ACCEPTS = "exit 0\n"
REFUSES = 'echo "$2:1:1: envoi: there is no such key" >&2; exit 2\n'


class FairleadConfigTest(ModuleTest):
    def setUp(self):
        super().setUp()
        self.path = self.directory / "etc" / "agent.yaml"

    def config(self, content, **more):
        return self.run_module("fairlead_config", path=str(self.path), content=content, program="agent", **more)

    def test_writes_what_the_program_takes(self):
        self.program("fairlead-agent", 'echo "$1 $3" >$SEEN/words; cp "$2" $SEEN/candidate\n')
        result = self.config("a: 1\n")
        self.assertTrue(result["changed"] and result["validated"])
        self.assertEqual("a: 1\n", self.path.read_text())
        self.assertEqual(0o644, self.path.stat().st_mode & 0o777)
        self.assertEqual("--config check\n", self.seen("words"))
        self.assertEqual("a: 1\n", self.seen("candidate"))

    def test_changes_nothing_the_second_time(self):
        self.program("fairlead-agent", ACCEPTS)
        self.config("a: 1\n")
        self.assertFalse(self.config("a: 1\n")["changed"])

    def test_keeps_the_file_where_the_program_refuses_the_new_one(self):
        self.program("fairlead-agent", ACCEPTS)
        self.config("a: 1\n")
        self.program("fairlead-agent", REFUSES)
        result = self.config("envoi: 1\n")
        self.assertTrue(result["failed"])
        self.assertIn("%s:1:1: envoi: there is no such key" % self.path, result["msg"])
        self.assertEqual("a: 1\n", self.path.read_text())

    def test_refuses_in_check_mode_what_would_be_refused(self):
        self.program("fairlead-agent", REFUSES)
        self.assertTrue(self.config("envoi: 1\n", check=True)["failed"])

    def test_shows_in_check_mode_what_would_change_and_writes_nothing(self):
        self.program("fairlead-agent", ACCEPTS)
        result = self.config("a: 1\n", check=True)
        self.assertTrue(result["changed"] and result["validated"])
        self.assertEqual("a: 1\n", result["diff"]["after"])
        self.assertFalse(self.path.exists())

    def test_tells_in_check_mode_of_a_host_without_the_program(self):
        result = self.config("a: 1\n", check=True)
        self.assertTrue(result["changed"])
        self.assertFalse(result["validated"])

    def test_names_the_package_of_a_missing_program(self):
        self.assertIn("install the package fairlead-agent", self.config("a: 1\n")["msg"])
        self.assertFalse(self.path.exists())

    def test_mends_the_mode_alone(self):
        self.program("fairlead-agent", ACCEPTS)
        self.config("a: 1\n")
        self.path.chmod(0o666)
        self.assertTrue(self.config("a: 1\n")["changed"])
        self.assertEqual(0o644, self.path.stat().st_mode & 0o777)

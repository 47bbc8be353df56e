# Copyright The Fairlead authors
# SPDX-License-Identifier: Apache-2.0

import json

from modules import ModuleTest

TOKEN = "one-time-secret"
JOINS = """tr '\\0' ' ' </proc/$$/cmdline >$SEEN/words
env >$SEEN/environment
cat >$SEEN/stdin
printf 'name: web-1\\naddresses:\\n- 10.0.0.1\\nnamespace: shop\\nworkloadGroup: web\\nnetwork: ""\\n' >$SEEN/state/join.yaml
"""
REFUSES = "echo 'fairlead-agent: the token has expired' >&2; exit 5\n"


class FairleadJoinTest(ModuleTest):
    def setUp(self):
        super().setUp()
        (self.directory / "state").mkdir()

    def join(self, **more):
        given = {"control_plane": "mesh:15012", "ca_hash": "sha256:00", "token": TOKEN}
        given.update(more)
        return self.run_module("fairlead_join", state_directory=str(self.directory / "state"), **given)

    def test_joins_by_a_token_that_nobody_else_sees(self):
        self.program("fairlead-agent", JOINS)
        result = self.join(name="web-1", addresses=["10.0.0.1", "fd00::1"])
        self.assertTrue(result["changed"])
        self.assertEqual(("web-1", "shop/web"), (result["name"], result["group"]))
        self.assertEqual(TOKEN, self.seen("stdin").strip())
        words = self.seen("words")
        self.assertIn("join mesh:15012 --token - --ca-hash sha256:00 --name web-1 --address 10.0.0.1 --address fd00::1", words)
        self.assertNotIn("--no-start", words)
        self.assertNotIn(TOKEN, words + self.seen("environment") + json.dumps(result))

    def test_leaves_a_host_that_has_joined_as_it_is(self):
        self.program("fairlead-agent", JOINS)
        self.join()
        self.program("fairlead-agent", REFUSES)
        result = self.join(token=None, group="shop/web")
        self.assertFalse(result["changed"])
        self.assertEqual("shop/web", result["group"])

    def test_refuses_a_host_of_another_group(self):
        self.program("fairlead-agent", JOINS)
        self.join()
        result = self.join(group="shop/db")
        self.assertTrue(result["failed"])
        self.assertIn("in the group shop/web and is asked to be in shop/db", result["msg"])

    def test_tells_the_programs_own_reason_and_exit_code(self):
        self.program("fairlead-agent", REFUSES)
        result = self.join()
        self.assertEqual(5, result["rc"])
        self.assertEqual("the host has not joined: fairlead-agent: the token has expired", result["msg"])

    def test_needs_no_token_to_tell_in_check_mode_that_it_would_join(self):
        result = self.join(check=True, token=None, control_plane=None, ca_hash=None)
        self.assertTrue(result["changed"])

    def test_names_what_is_missing(self):
        self.program("fairlead-agent", JOINS)
        self.assertIn("joining needs token", self.join(token=None)["msg"])

    def test_does_not_start_units_where_it_is_told_so(self):
        self.program("fairlead-agent", JOINS)
        self.join(start=False)
        self.assertIn("--no-start", self.seen("words"))

    def test_tells_where_the_state_is_looked_for_in_vain(self):
        self.program("fairlead-agent", "cat >/dev/null\n")
        self.assertIn("holds no join.yaml", self.join()["msg"])

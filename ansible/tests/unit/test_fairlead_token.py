# Copyright The Fairlead authors
# SPDX-License-Identifier: Apache-2.0

from modules import ModuleTest

SERVER = """echo "$@" >>$SEEN/words
case $2 in
  create) echo '{"id": "t1", "token": "secret", "caHash": "sha256:00", "controlPlane": "mesh:15012"}' ;;
  list) echo '{"tokens": [{"id": "t1", "state": "open"}, {"id": "t2", "state": "redeemed"}]}' ;;
esac
"""


class FairleadTokenTest(ModuleTest):
    def test_makes_a_token(self):
        self.program("fairlead", SERVER)
        result = self.run_module("fairlead_token", group="shop/web", lifetime="5m", socket="/run/a.sock")
        self.assertEqual(
            (True, "t1", "secret", "sha256:00", "mesh:15012"),
            tuple(result[key] for key in ("changed", "id", "token", "ca_hash", "control_plane")),
        )
        self.assertEqual("token create --group shop/web --lifetime 5m -o json --socket /run/a.sock\n", self.seen("words"))

    def test_makes_none_in_check_mode(self):
        result = self.run_module("fairlead_token", check=True, group="shop/web")
        self.assertTrue(result["changed"])
        self.assertNotIn("token", result)

    def test_revokes_an_open_token_only(self):
        self.program("fairlead", SERVER)
        self.assertTrue(self.run_module("fairlead_token", state="absent", id="t1")["changed"])
        self.assertFalse(self.run_module("fairlead_token", state="absent", id="t2")["changed"])
        self.assertEqual(1, self.seen("words").count("token revoke"))

    def test_tells_the_programs_own_reason(self):
        self.program("fairlead", "echo 'fairlead: there is no WorkloadGroup shop/web' >&2; exit 1\n")
        result = self.run_module("fairlead_token", group="shop/web")
        self.assertEqual("no token was made for shop/web: fairlead: there is no WorkloadGroup shop/web", result["msg"])

    def test_needs_a_group(self):
        self.assertIn("group", self.run_module("fairlead_token")["msg"])

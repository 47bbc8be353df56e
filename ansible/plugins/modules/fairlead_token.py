#!/usr/bin/python
# Copyright The Fairlead authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

DOCUMENTATION = r"""
module: fairlead_token
short_description: Makes or revokes a one-time token by which a host may join
version_added: 0.1.0
description:
  - Runs on the host of a control plane, as root or as a member of the group of its admin socket.
  - A token is made each time that this is asked for, so ask only for a host that has not joined. The role P(fairlead.mesh.join#role) does so.
  - Set C(no_log) on the task; the result holds the token.
author:
  - The Fairlead authors (@fairlead)
attributes:
  check_mode:
    support: full
    description: In check mode no token is made or revoked.
  diff_mode:
    support: none
    description: There is nothing to show.
options:
  state:
    description: V(present) makes a token, V(absent) revokes one that nobody has used yet.
    type: str
    default: present
    choices:
      - present
      - absent
  group:
    description: The WorkloadGroup that the token lets a host join, as C(namespace/name). Required to make one.
    type: str
  lifetime:
    description: How long the token is good, a whole number and one of C(s), C(m), C(h), C(d).
    type: str
    default: 10m
  id:
    description: The token to revoke. Required to revoke one.
    type: str
  socket:
    description: The admin socket of the control plane; its standard place where this is not given.
    type: path
"""

EXAMPLES = r"""
- name: Make a token
  fairlead.mesh.fairlead_token:
    group: shop/web
  delegate_to: mesh.example.org
  no_log: true
  register: made

- name: Revoke it again
  fairlead.mesh.fairlead_token:
    state: absent
    id: "{{ made.id }}"
  delegate_to: mesh.example.org
"""

RETURN = r"""
id:
  description: The token's name, which is no secret.
  returned: when a token was made
  type: str
token:
  description: The token.
  returned: when a token was made
  type: str
ca_hash:
  description: Hash of the mesh's root key.
  returned: when a token was made
  type: str
control_plane:
  description: Where the host joins, host:port.
  returned: when a token was made
  type: str
"""

import json

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.fairlead.mesh.plugins.module_utils import programs


def ask(module, words, attempt):
    """What C(fairlead token ...) answers."""
    command = [programs.find(module, "fairlead", "fairlead"), "token"] + words
    if module.params["socket"]:
        command += ["--socket", module.params["socket"]]
    return programs.run(module, command, attempt)


def make(module):
    group, lifetime = module.params["group"], module.params["lifetime"]
    if module.check_mode:
        module.exit_json(changed=True)
    answer = json.loads(
        ask(
            module,
            ["create", "--group", group, "--lifetime", lifetime, "-o", "json"],
            "no token was made for %s" % group,
        )
    )
    module.exit_json(
        changed=True,
        id=answer["id"],
        token=answer["token"],
        ca_hash=answer["caHash"],
        control_plane=answer["controlPlane"],
    )


def revoke(module):
    name = module.params["id"]
    attempt = "the token %s was not revoked" % name
    tokens = json.loads(ask(module, ["list", "-o", "json"], attempt))["tokens"]
    is_open = any(token["id"] == name and token["state"] == "open" for token in tokens)
    if is_open and not module.check_mode:
        ask(module, ["revoke", name], attempt)
    module.exit_json(changed=is_open)


def main():
    module = AnsibleModule(
        argument_spec={
            "state": {"type": "str", "default": "present", "choices": ["present", "absent"]},
            "group": {"type": "str"},
            "lifetime": {"type": "str", "default": "10m"},
            "id": {"type": "str"},
            "socket": {"type": "path"},
        },
        required_if=[("state", "present", ["group"]), ("state", "absent", ["id"])],
        supports_check_mode=True,
    )
    if module.params["state"] == "present":
        make(module)
    else:
        revoke(module)


if __name__ == "__main__":
    main()

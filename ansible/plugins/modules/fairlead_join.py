#!/usr/bin/python
# Copyright The Fairlead authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

DOCUMENTATION = r"""
module: fairlead_join
short_description: Makes the host a member of a mesh, once
version_added: 0.1.0
description:
  - Joins the host by a one-time token. A host that has joined already is left as it is.
  - The token reaches the program by its standard input. It stands on no command line and in no file.
author:
  - The Fairlead authors (@fairlead)
attributes:
  check_mode:
    support: full
    description: Tells whether the host would join, without a token and without asking the control plane.
  diff_mode:
    support: none
    description: There is nothing to show.
options:
  control_plane:
    description: Where to join, C(host:port). Required where the host has not joined.
    type: str
  token:
    description: The token. Required where the host has not joined.
    type: str
  ca_hash:
    description: Hash of the mesh's root key, C(sha256:HEX), by which the control plane is known to be the one. Required where the host has not joined.
    type: str
  group:
    description:
      - The WorkloadGroup that the host is to be in, C(namespace/name). A host that is in another one fails the task, for the
        token decides and a host does not change its group.
    type: str
  name:
    description: Name of the workload; the name of the host where this is not given.
    type: str
  addresses:
    description: Addresses by which others reach the host; its first where none is given.
    type: list
    elements: str
    default: []
  force:
    description: Join although the host has joined already.
    type: bool
    default: false
  start:
    description: Whether joining enables and starts the units of the host.
    type: bool
    default: true
  state_directory:
    description: The C(stateDirectory) of the agent's settings.
    type: path
    default: /var/lib/fairlead-agent
"""

EXAMPLES = r"""
- name: Join
  fairlead.mesh.fairlead_join:
    control_plane: mesh.example.org:15012
    ca_hash: sha256:2f1d0ed1d1b9a4de5be9ae5b7f5e0c7f0f7a9be62f8a2fd9ab5dd7a0d5fd5a7c
    token: "{{ vault_join_token }}"
    group: shop/web
"""

RETURN = r"""
name:
  description: Name of the workload, where the host has joined.
  returned: when the host has joined
  type: str
group:
  description: Its WorkloadGroup, C(namespace/name).
  returned: when the host has joined
  type: str
rc:
  description: Exit code of C(fairlead-agent join), as the agent's reference tells them.
  returned: when joining failed
  type: int
"""

import os
import re

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.fairlead.mesh.plugins.module_utils import programs

NEEDED = ("control_plane", "token", "ca_hash")


def membership(directory):
    """What join.yaml tells of a host that has joined, else None. Its values are plain words."""
    path = os.path.join(directory, "join.yaml")
    if not os.path.exists(path):
        return None
    with open(path, "r", encoding="utf-8") as file:
        found = dict(re.findall(r"^(\w+): ['\"]?([^'\"\n]*)['\"]?$", file.read(), re.MULTILINE))
    return {
        "name": found.get("name", ""),
        "group": "%s/%s" % (found.get("namespace", ""), found.get("workloadGroup", "")),
    }


def refuse_another_group(module, member):
    wanted = module.params["group"]
    if wanted and wanted != member["group"]:
        module.fail_json(
            msg="this host is in the group %s and is asked to be in %s: take it out by `fairlead-agent leave --forget` "
            "and run this again" % (member["group"], wanted)
        )


def join(module):
    missing = [key for key in NEEDED if not module.params[key]]
    if missing:
        module.fail_json(msg="this host has not joined, and joining needs %s" % ", ".join(missing))
    params = module.params
    command = [programs.find(module, "fairlead-agent", "fairlead-agent"), "join", params["control_plane"]]
    command += ["--token", "-", "--ca-hash", params["ca_hash"]]
    if params["name"]:
        command += ["--name", params["name"]]
    for address in params["addresses"]:
        command += ["--address", address]
    if params["force"]:
        command.append("--force")
    if not params["start"]:
        command.append("--no-start")
    programs.run_with_secret(module, command, "the host has not joined", params["token"])


def main():
    module = AnsibleModule(
        argument_spec={
            "control_plane": {"type": "str"},
            "token": {"type": "str", "no_log": True},
            "ca_hash": {"type": "str"},
            "group": {"type": "str"},
            "name": {"type": "str"},
            "addresses": {"type": "list", "elements": "str", "default": []},
            "force": {"type": "bool", "default": False},
            "start": {"type": "bool", "default": True},
            "state_directory": {"type": "path", "default": "/var/lib/fairlead-agent"},
        },
        supports_check_mode=True,
    )
    member = membership(module.params["state_directory"])
    changed = member is None or module.params["force"]
    if member is not None and not module.params["force"]:
        refuse_another_group(module, member)
    if changed and not module.check_mode:
        join(module)
        member = membership(module.params["state_directory"])
        if member is None:
            module.fail_json(
                msg="the host has joined, but %s holds no join.yaml: name the agent's stateDirectory in state_directory"
                % module.params["state_directory"]
            )
    module.exit_json(changed=changed, **(member or {}))


if __name__ == "__main__":
    main()

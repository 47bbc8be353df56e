#!/usr/bin/python
# Copyright The Fairlead authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

DOCUMENTATION = r"""
module: fairlead_config
short_description: Puts a settings file of Fairlead in place after its program took it
version_added: 0.1.0
description:
  - Writes a settings file, or a file of Istio resources, and renames it into place.
  - The program that will read the file checks it first, in check mode too. Where it finds a problem the task fails with the
    program's own words, and the file stays as it was.
author:
  - The Fairlead authors (@fairlead)
attributes:
  check_mode:
    support: full
    description: Tells what would change, and whether the program would take it.
  diff_mode:
    support: full
    description: Shows the file before and after.
options:
  path:
    description: The file.
    type: path
    required: true
  content:
    description: What the file holds.
    type: str
    required: true
  program:
    description:
      - Who checks the content. V(resources) is for files of Istio resources, which C(fairlead validate) checks.
    type: str
    required: true
    choices:
      - agent
      - control-plane
      - registry-bridge
      - resources
  validate:
    description:
      - Whether the program checks the content. In check mode, on a host without the program, nobody does.
    type: bool
    default: true
  mode:
    description: Permissions of the file.
    type: str
    default: "0644"
notes:
  - The file belongs to root. It must hold no secrets, for differences are shown.
"""

EXAMPLES = r"""
- name: Let the proxy have four threads
  fairlead.mesh.fairlead_config:
    path: /etc/fairlead/agent.yaml
    program: agent
    content: |
      envoy: {concurrency: 4}
"""

RETURN = r"""
validated:
  description: Whether the program has checked the content.
  returned: success
  type: bool
"""

import os
import tempfile

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.common.text.converters import to_bytes, to_text
from ansible_collections.fairlead.mesh.plugins.module_utils import programs

# The program, its package, and its arguments before and after the file.
CHECKS = {
    "agent": ("fairlead-agent", "fairlead-agent", ["--config"], ["check"]),
    "control-plane": ("fairlead-control-plane", "fairlead-control-plane", ["--config"], ["--check"]),
    "registry-bridge": ("fairlead-registry-bridge", "fairlead-registry-bridge", ["--config"], ["--check"]),
    "resources": ("fairlead", "fairlead", ["validate", "-f"], []),
}


def read(path):
    if not os.path.exists(path):
        return None
    with open(path, "rb") as file:
        return to_text(file.read(), errors="surrogate_or_strict")


def written_beside(module, path, content):
    """The content in a file of the same ending, so that every message names the right sort of file."""
    descriptor, name = tempfile.mkstemp(dir=module.tmpdir, suffix=os.path.splitext(path)[1])
    with os.fdopen(descriptor, "wb") as file:
        file.write(to_bytes(content))
    module.add_cleanup_file(name)
    return name


def check(module, candidate):
    """Whether the program has looked at the file; a problem ends the module."""
    program, package, before, after = CHECKS[module.params["program"]]
    if not module.params["validate"]:
        return False
    if module.check_mode and module.get_bin_path(program, opt_dirs=programs.PATHS) is None:
        return False
    path = programs.find(module, program, package)
    code, out, err = module.run_command([path] + before + [candidate] + after)
    if code != 0:
        said = programs.words(out, err, program, code).replace(candidate, module.params["path"])
        module.fail_json(
            msg="%s stays as it was, because %s refuses the new one: %s" % (module.params["path"], program, said),
            rc=code,
        )
    return True


def main():
    module = AnsibleModule(
        argument_spec={
            "path": {"type": "path", "required": True},
            "content": {"type": "str", "required": True},
            "program": {"type": "str", "required": True, "choices": list(CHECKS)},
            "validate": {"type": "bool", "default": True},
            "mode": {"type": "str", "default": "0644"},
        },
        supports_check_mode=True,
    )
    path, content = module.params["path"], module.params["content"]
    before = read(path)
    changed = before != content
    validated = False
    if changed:
        candidate = written_beside(module, path, content)
        validated = check(module, candidate)
        if not module.check_mode:
            os.makedirs(os.path.dirname(path), mode=0o755, exist_ok=True)
            module.atomic_move(candidate, path)
    if os.path.exists(path):
        changed = module.set_owner_if_different(path, "root" if os.geteuid() == 0 else None, changed)
        changed = module.set_mode_if_different(path, module.params["mode"], changed)
    module.exit_json(
        changed=changed,
        validated=validated,
        diff={"before": before or "", "after": content, "before_header": path, "after_header": path},
    )


if __name__ == "__main__":
    main()

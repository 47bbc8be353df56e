package io.fairlead.vmagent.launcher;

import java.util.ArrayList;
import java.util.List;

/** Under whom a child runs. */
sealed interface RunAs {

  List<String> wrap(List<String> command);

  /** As the launcher itself: it is not root, or nobody else was named. */
  record Same() implements RunAs {
    @Override
    public List<String> wrap(List<String> command) {
      return command;
    }
  }

  /**
   * As a user with its own group and, where it has one, the group whose directory it shares; with
   * no way back.
   */
  record Other(int user, int group, List<Integer> sharedGroups) implements RunAs {

    public Other {
      sharedGroups = List.copyOf(sharedGroups);
    }

    @Override
    public List<String> wrap(List<String> command) {
      List<String> wrapped = new ArrayList<>();
      wrapped.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + group));
      wrapped.add(
          sharedGroups.isEmpty()
              ? "--clear-groups"
              : "--groups="
                  + String.join(",", sharedGroups.stream().map(String::valueOf).toList()));
      wrapped.add("--no-new-privs");
      wrapped.addAll(command);
      return wrapped;
    }
  }
}

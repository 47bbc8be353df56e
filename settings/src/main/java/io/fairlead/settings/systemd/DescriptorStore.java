package io.fairlead.settings.systemd;

import java.util.OptionalInt;

/** Who keeps descriptors of this program, sockets above all, while the program is not there. */
public interface DescriptorStore {

  /** What was kept by this name when the program started; it is the caller's from now on. */
  OptionalInt held(String name);

  /** Keeps a copy; the program may close its own. */
  void keep(String name, int descriptor);

  /** Keeps it no longer. */
  void forget(String name);

  /** Where nobody keeps anything. */
  static DescriptorStore none() {
    return new DescriptorStore() {
      @Override
      public OptionalInt held(String name) {
        return OptionalInt.empty();
      }

      @Override
      public void keep(String name, int descriptor) {}

      @Override
      public void forget(String name) {}
    };
  }
}

package io.fairlead.vmagent.dns;

import io.fairlead.settings.systemd.DescriptorStore;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Keeps copies as systemd does; what is held are copies of these. */
final class FakeDescriptorStore implements DescriptorStore, AutoCloseable {

  private final Map<String, Integer> kept = new HashMap<>();

  @Override
  public OptionalInt held(String name) {
    Integer descriptor = kept.get(name);
    return descriptor == null ? OptionalInt.empty() : OptionalInt.of(call("dup", descriptor));
  }

  @Override
  public void keep(String name, int descriptor) {
    forget(name);
    kept.put(name, call("dup", descriptor));
  }

  @Override
  public void forget(String name) {
    Integer descriptor = kept.remove(name);
    if (descriptor != null) {
      int unused = call("close", descriptor);
    }
  }

  /** What is kept now, by name. */
  Map<String, Integer> kept() {
    return Map.copyOf(kept);
  }

  @Override
  public void close() {
    kept().keySet().forEach(this::forget);
  }

  private static int call(String function, int descriptor) {
    Linker linker = Linker.nativeLinker();
    MethodHandle handle =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow(function),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    try {
      return (int) handle.invoke(descriptor);
    } catch (Throwable e) {
      throw new IllegalStateException(function, e);
    }
  }
}

package io.fairlead.vmagent.identity;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The identity in force: one writer, the renewal; any number of readers. */
public final class CurrentIdentity implements Supplier<Identity> {

  private volatile Identity identity;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  public CurrentIdentity(Identity identity) {
    this.identity = identity;
  }

  @Override
  public Identity get() {
    return identity;
  }

  /** The listener runs after each change, on the thread that renews. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  public void replace(Identity fresh) {
    identity = fresh;
    listeners.forEach(Runnable::run);
  }
}

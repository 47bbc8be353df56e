package io.fairlead.controlplane.source.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fairlead.controlplane.source.kubernetes.object.ClusterObject;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The objects of one kind in one place, for as long as it is open. After a connection was lost or a
 * revision has expired the informer lists again, and only what differs is told.
 */
final class ObjectWatch<T extends HasMetadata> implements AutoCloseable {

  /** So that no answer holds a whole large cluster. */
  private static final long PAGE = 500;

  private static final int FORBIDDEN = 403;

  /** What is heard is told to the owner; the inbox keeps it. */
  interface Listener {
    void object(ClusterObject.Key key, Optional<ClusterObject> object);

    /** The watch has listed, or failed; ask it how it stands. */
    void stood();
  }

  /**
   * What is watched.
   *
   * @param isOptional whether the mesh can do without where the account may not read it
   * @param blank makes an object of the kind
   * @param reader reads an object, or tells that it means nothing to the mesh
   */
  record Kind<T extends HasMetadata>(
      String name,
      boolean isOptional,
      Supplier<T> blank,
      Function<T, Optional<? extends ClusterObject>> reader) {

    static <T extends HasMetadata> Kind<T> needed(
        String name, Supplier<T> blank, Function<T, Optional<? extends ClusterObject>> reader) {
      return new Kind<>(name, false, blank, reader);
    }

    static <T extends HasMetadata> Kind<T> optional(
        String name, Supplier<T> blank, Function<T, Optional<? extends ClusterObject>> reader) {
      return new Kind<>(name, true, blank, reader);
    }
  }

  private final Kind<T> kind;
  private final Listener listener;
  private final RevisionStore<T> known;
  private final SharedIndexInformer<T> informer;

  private volatile boolean hasListed;
  private volatile boolean isForbidden;
  private volatile String error = "";

  ObjectWatch(Kind<T> kind, Informable<T> place, Listener listener) {
    this.kind = kind;
    this.listener = listener;
    this.known = new RevisionStore<>(kind.blank());
    this.informer =
        place
            .withLimit(PAGE)
            .runnableInformer(0)
            .removeNamespaceIndex()
            .itemStore(known)
            .addEventHandler(new Handler())
            .exceptionHandler(this::retriesAfter);
  }

  /** Returns at once. */
  void start() {
    informer.start();
  }

  String name() {
    return kind.name();
  }

  boolean isOptional() {
    return kind.isOptional();
  }

  /** Whether it has told everything once. */
  boolean hasListed() {
    return hasListed;
  }

  /** Whether the account may not read this kind. */
  boolean isForbidden() {
    return isForbidden;
  }

  /** Why it hears nothing now; empty while it does. */
  String error() {
    if (isWatching()) {
      return "";
    }
    return error.isEmpty() ? kind.name() + ": not connected yet" : error;
  }

  /** The client (8.0.0) throws where it is asked while a watch ends and the next has not begun. */
  private boolean isWatching() {
    try {
      return informer.isWatching();
    } catch (NullPointerException e) {
      return false;
    }
  }

  /** Tells that everything is gone: its kind is not there any more. */
  void removeAll() {
    Set<String> keys = known.keySet().collect(Collectors.toSet());
    keys.forEach(key -> listener.object(key(key), Optional.empty()));
  }

  private boolean retriesAfter(boolean wasStarted, Throwable failure) {
    isForbidden = failure instanceof KubernetesClientException e && e.getCode() == FORBIDDEN;
    error = kind.name() + ": " + reason(failure);
    listener.stood();
    return true;
  }

  /** The innermost cause says what happened; messages of the client repeat whole answers. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return message.length() > 200 ? message.substring(0, 200) : message;
  }

  private ClusterObject.Key key(String key) {
    int slash = key.indexOf('/');
    return ClusterObject.Key.of(
        kind.name(), slash < 0 ? "" : key.substring(0, slash), key.substring(slash + 1));
  }

  private ClusterObject.Key key(T object) {
    ObjectMeta metadata = object.getMetadata();
    String namespace = metadata.getNamespace();
    return ClusterObject.Key.of(
        kind.name(), namespace == null ? "" : namespace, metadata.getName());
  }

  @Override
  public void close() {
    informer.stop();
  }

  /** Hears the informer's calls, which come one at a time. */
  private final class Handler implements ResourceEventHandler<T> {

    @Override
    public void onAdd(T object) {
      put(object);
    }

    @Override
    public void onUpdate(T before, T object) {
      put(object);
    }

    private void put(T object) {
      listener.object(key(object), kind.reader().apply(object).map(ClusterObject.class::cast));
    }

    @Override
    public void onDelete(T object, boolean isStateUnknown) {
      listener.object(key(object), Optional.empty());
    }

    @Override
    public void onList(String revision, boolean remainedEmpty) {
      hasListed = true;
      isForbidden = false;
      listener.stood();
    }
  }
}

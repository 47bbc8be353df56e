package io.fairlead.xds.server;

import io.grpc.SynchronizationContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets only so many streams at a time be in their first configuration, which costs more than all
 * that comes later: thousands that reconnect at once come in one after the other. A stream is not
 * asked for its first request until it has a place, and gives the place back once it has what it
 * asked for, or when a time has passed. Who has a place and asks for nothing loses it soon, and
 * must wait again when it speaks; who never speaks is sent away.
 */
final class Admission {

  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  private static final Duration LOOK = Duration.ofMillis(100);

  private final Limits.Entry limits;
  private final Timer timer;

  /** Runs what guests are told, one after the other and never inside of each other. */
  private final SynchronizationContext calls = new SynchronizationContext(Admission::failed);

  private final Object lock = new Object();

  /** Owned by {@code lock}, as all below; each in the order in which they came there. */
  private final Queue<Place> waiting = new ArrayDeque<>();

  private final Set<Place> invited = new LinkedHashSet<>();
  private final Set<Place> silent = new LinkedHashSet<>();
  private final Set<Place> served = new LinkedHashSet<>();
  private boolean isLooking;

  Admission(Limits.Entry limits, Timer timer) {
    this.limits = limits;
    this.timer = timer;
  }

  /** A stream, as it is told how far it is. None of the methods may block. */
  interface Guest {

    /** It may be asked for its first request. */
    void invited();

    /** Its first request may be handled, which could not be when it arrived. */
    void admitted();

    /** It never sent a request. */
    void overdue();
  }

  /** Where a stream stands; its fields are owned by the admission's lock. */
  static final class Place {
    private final Guest guest;
    private boolean hasArrived;
    private boolean hasLeft;
    private long invitedAt;
    private long servedAt;

    Place(Guest guest) {
      this.guest = guest;
    }
  }

  /** How many stand where. */
  record Use(int admitted, int waiting) {}

  Use use() {
    synchronized (lock) {
      return new Use(taken(), waiting.size());
    }
  }

  private int taken() {
    return invited.size() + served.size();
  }

  void enter(Place place) {
    List<Runnable> told;
    synchronized (lock) {
      waiting.add(place);
      told = fill();
      look();
    }
    told.forEach(calls::execute);
  }

  /** The first request is there; false where it must be kept until the guest is admitted. */
  boolean arrived(Place place) {
    synchronized (lock) {
      if (place.hasLeft) {
        return false;
      }
      place.hasArrived = true;
      if (invited.remove(place)) {
        serve(place);
        return true;
      }
      silent.remove(place);
      if (waiting.isEmpty() && taken() < limits.places()) {
        serve(place);
        return true;
      }
      waiting.add(place);
      look();
      return false;
    }
  }

  private void serve(Place place) {
    place.servedAt = timer.nanos();
    served.add(place);
    look();
  }

  /** The stream has what it asked for, or is gone: whatever place it had is free. */
  void done(Place place, boolean isGone) {
    List<Runnable> told;
    synchronized (lock) {
      if (isGone && !place.hasLeft) {
        place.hasLeft = true;
        invited.remove(place);
        silent.remove(place);
        waiting.remove(place);
      }
      served.remove(place);
      told = fill();
    }
    told.forEach(calls::execute);
  }

  private List<Runnable> fill() {
    List<Runnable> told = new ArrayList<>(1);
    while (!waiting.isEmpty() && taken() < limits.places()) {
      Place next = waiting.remove();
      if (next.hasArrived) {
        serve(next);
        told.add(next.guest::admitted);
      } else {
        next.invitedAt = timer.nanos();
        invited.add(next);
        told.add(next.guest::invited);
      }
    }
    return told;
  }

  private void look() {
    if (!isLooking) {
      isLooking = true;
      timer.after(LOOK, this::looked);
    }
  }

  private void looked() {
    List<Runnable> told = new ArrayList<>();
    synchronized (lock) {
      isLooking = false;
      long now = timer.nanos();
      while (isOver(invited, now, limits.grace())) {
        Place place = invited.iterator().next();
        invited.remove(place);
        silent.add(place);
      }
      while (isOver(silent, now, limits.deadline())) {
        Place place = silent.iterator().next();
        silent.remove(place);
        told.add(place.guest::overdue);
      }
      while (!served.isEmpty()
          && now - served.iterator().next().servedAt >= limits.hold().toNanos()) {
        served.remove(served.iterator().next());
      }
      told.addAll(fill());
      if (taken() > 0 || !waiting.isEmpty() || !silent.isEmpty()) {
        look();
      }
    }
    told.forEach(calls::execute);
  }

  private static boolean isOver(Set<Place> places, long now, Duration after) {
    return !places.isEmpty() && now - places.iterator().next().invitedAt >= after.toNanos();
  }

  private static void failed(Thread thread, Throwable cause) {
    LOG.atError().setCause(cause).log("A discovery stream could not be told that it is admitted");
  }
}

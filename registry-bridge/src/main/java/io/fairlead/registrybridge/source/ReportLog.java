package io.fairlead.registrybridge.source;

import io.fairlead.model.Problem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what changes in the condition and the problems of each source, once for each change. */
public final class ReportLog implements SourceListener {

  private static final Logger LOG = LoggerFactory.getLogger(ReportLog.class);
  private static final int MOST_PROBLEMS = 20;

  private final ReentrantLock lock = new ReentrantLock();

  /** Owned by {@link #lock}. */
  private final Map<String, SourceReport> last = new HashMap<>();

  @Override
  public void reported(String source, SourceReport report) {
    lock.lock();
    try {
      SourceReport before = last.put(source, report);
      if (before == null || !before.condition().word().equals(report.condition().word())) {
        logCondition(source, report);
      }
      logProblems(source, before == null ? List.of() : before.problems(), report.problems());
    } finally {
      lock.unlock();
    }
  }

  private static void logCondition(String source, SourceReport report) {
    switch (report.condition()) {
      case Condition.Starting ignored -> {}
      case Condition.Unsynced unsynced ->
          LOG.atWarn()
              .addKeyValue("source", source)
              .addKeyValue("error", unsynced.error())
              .log("Source cannot be read; clients get no answer until it can.");
      case Condition.Current ignored ->
          LOG.atInfo()
              .addKeyValue("source", source)
              .addKeyValue("services", report.services().size())
              .addKeyValue("endpoints", report.endpoints())
              .log("Source is current.");
      case Condition.Stale stale ->
          LOG.atWarn()
              .addKeyValue("source", source)
              .addKeyValue("error", stale.error())
              .log("Source cannot be read; its last good state stays.");
      case Condition.Held held ->
          LOG.atWarn()
              .addKeyValue("source", source)
              .addKeyValue("until", held.until())
              .addKeyValue("reason", held.reason())
              .log("Source lost most of its endpoints at once; they stay for a while.");
    }
  }

  private static void logProblems(String source, List<Problem> before, List<Problem> now) {
    Set<Problem> known = new HashSet<>(before);
    List<Problem> fresh = now.stream().filter(problem -> !known.contains(problem)).toList();
    for (Problem problem : fresh.subList(0, Math.min(MOST_PROBLEMS, fresh.size()))) {
      LOG.atWarn()
          .addKeyValue("source", source)
          .addKeyValue("problem", problem)
          .log("Source has a problem.");
    }
    if (fresh.size() > MOST_PROBLEMS) {
      LOG.atWarn()
          .addKeyValue("source", source)
          .addKeyValue("problems", fresh.size() - MOST_PROBLEMS)
          .log("Source has more problems, which its health lists.");
    }
    if (now.isEmpty() && !before.isEmpty()) {
      LOG.atInfo().addKeyValue("source", source).log("Problems of the source are mended.");
    }
  }
}

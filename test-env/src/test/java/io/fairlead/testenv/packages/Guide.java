package io.fairlead.testenv.packages;

import io.fairlead.testenv.hosts.BootedHost;
import io.fairlead.testenv.process.CommandResult;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of {@code docs/guides}, run as it stands: each block of commands of a host on the host of
 * that name.
 *
 * <p>Where a page shows a join command, the one that a block before it printed is run.
 */
record Guide(GuidePage page) {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Pattern JOIN = Pattern.compile("fairlead-agent join .*");

  static Guide read(String name) {
    return new Guide(GuidePage.read(name));
  }

  /** The sections that begin so, in this order. */
  Guide sections(String... beginnings) {
    return new Guide(
        new GuidePage(Stream.of(beginnings).flatMap(it -> page.section(it).stream()).toList()));
  }

  /** Runs the page to its end; the first command that fails ends it. */
  void run(Map<String, BootedHost> hosts) {
    String join = "";
    for (GuidePage.Block block : page.blocks()) {
      if (block.host().isEmpty()) {
        continue;
      }
      String script = JOIN.matcher(block.text()).replaceAll(Matcher.quoteReplacement(join));
      BootedHost host = hosts.get(block.host());
      if (host == null) {
        throw new IllegalStateException("The page names a host that is not there: " + block.host());
      }
      CommandResult result = host.shell(LIMIT, script);
      Matcher printed = JOIN.matcher(result.orThrow());
      join = printed.find() ? printed.group() : join;
    }
  }
}

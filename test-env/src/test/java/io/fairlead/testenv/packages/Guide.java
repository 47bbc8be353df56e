package io.fairlead.testenv.packages;

import io.fairlead.testenv.hosts.BootedHost;
import io.fairlead.testenv.process.CommandResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of {@code docs/guides}, run as it stands: each block of code that begins with {@code sh
 * HOST} on the host of that name.
 *
 * <p>Where a page shows a join command, the one that a block before it printed is run.
 */
record Guide(List<Block> blocks) {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Pattern BLOCK =
      Pattern.compile("^```sh (\\S+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern JOIN = Pattern.compile("fairlead-agent join .*");

  /** What is typed on one host. */
  record Block(String host, String script) {}

  static Guide read(String name) {
    try {
      String page = Files.readString(Path.of("..", "docs", "guides", name));
      return new Guide(
          BLOCK.matcher(page).results().map(b -> new Block(b.group(1), b.group(2))).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the page to its end; the first command that fails ends it. */
  void run(Map<String, BootedHost> hosts) {
    String join = "";
    for (Block block : blocks) {
      String script = JOIN.matcher(block.script()).replaceAll(Matcher.quoteReplacement(join));
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

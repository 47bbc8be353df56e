package io.fairlead.cli.input;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** Reads how long to wait: 0, or what a lifetime may be. */
public final class WaitConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    return text.equals("0") ? Duration.ZERO : new LifetimeConverter().convert(text);
  }
}

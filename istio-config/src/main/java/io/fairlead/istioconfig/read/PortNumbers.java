package io.fairlead.istioconfig.read;

import io.fairlead.model.ProblemCode;
import io.fairlead.model.service.ServicePort;

/** Tells numbers that are no ports; messages hold them unsigned, and 0 where there is none. */
final class PortNumbers {

  private PortNumbers() {}

  /** Whether a number that has to be there is a port. */
  static boolean needed(String path, int number, Findings findings) {
    long value = Integer.toUnsignedLong(number);
    if (ServicePort.isPort(value)) {
      return true;
    }
    findings.error(
        value == 0 ? ProblemCode.MISSING_FIELD : ProblemCode.BAD_PORT,
        path,
        value == 0 ? "is missing: use 1 to 65535" : value + " is no port: use 1 to 65535");
    return false;
  }

  /** Whether a number that is there is a port. */
  static boolean given(String path, int number, Findings findings) {
    long value = Integer.toUnsignedLong(number);
    if (ServicePort.isPort(value)) {
      return true;
    }
    findings.error(ProblemCode.BAD_PORT, path, value + " is no port: use 1 to 65535");
    return false;
  }
}

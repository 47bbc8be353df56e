package io.fairlead.benchmarks.measure;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * CPU time of a whole process, ended threads included, in nanoseconds; /proc/PID/stat counts in
 * steps of 10 ms, which is more than an endpoint change may cost.
 */
public final class ProcessCpu {

  /** CPUCLOCK_SCHED of the kernel's process clocks: clock_getcpuclockid(3) builds the same id. */
  private static final int SCHED = 2;

  private static final MethodHandle CLOCK_GETTIME =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("clock_gettime"),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));

  private ProcessCpu() {}

  /** Of this process. */
  public static long ownNanos() {
    return nanos(ProcessHandle.current().pid());
  }

  public static long nanos(long pid) {
    int clock = (~(int) pid << 3) | SCHED;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(2 * JAVA_LONG.byteSize());
      int result = (int) CLOCK_GETTIME.invokeExact(clock, time);
      if (result != 0) {
        throw new IllegalStateException("there is no process " + pid + " to measure");
      }
      return time.get(JAVA_LONG, 0) * 1_000_000_000L + time.get(JAVA_LONG, JAVA_LONG.byteSize());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("clock_gettime declares no exception", e);
    }
  }
}

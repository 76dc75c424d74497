import java.util.Objects;

/** Runs what a client library is asked to do, step by step, and tells of each on a line that run.ts counts. */
final class Steps {
  interface Step {
    void run() throws Exception;
  }

  private boolean failed;

  void step(String title, Step step) {
    try {
      step.run();
      System.out.println("passed " + title);
    } catch (Exception | AssertionError thrown) {
      failed = true;
      Throwable reason = thrown;
      while (reason.getCause() != null) {
        reason = reason.getCause();
      }
      System.out.println("FAILED " + title + ": " + String.valueOf(reason).replace('\n', ' '));
    }
  }

  /** The exit code: 1 where a step failed. */
  int outcome() {
    return failed ? 1 : 0;
  }

  static void expect(String what, Object expected, Object seen) {
    if (!Objects.equals(expected, seen)) {
      throw new AssertionError(what + " is " + seen + ", not " + expected);
    }
  }
}

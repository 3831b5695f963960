package helpdesk.intake;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Trouble of the database that has nothing to do with the message and may be over soon. */
final class PassingTrouble {
  private PassingTrouble() {}

  static boolean is(Throwable e) {
    return e instanceof TransientDataAccessException
        || e instanceof RecoverableDataAccessException
        || e instanceof DataAccessResourceFailureException
        || e instanceof TransactionException
        // Another transaction wrote the same at the same moment; the next try finds it.
        || e instanceof DuplicateKeyException;
  }
}

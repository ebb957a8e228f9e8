package org.lumiwatch.archive;

import java.nio.file.Path;
import org.lumiwatch.ledger.Workspace;
import org.lumiwatch.testkit.WorkspaceContract;

class DuckWorkspaceTest extends WorkspaceContract {
    @Override
    protected Workspace open(Path folder) {
        return DuckWorkspace.open(folder);
    }
}

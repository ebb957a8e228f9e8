package org.lumiwatch.testkit;

import java.nio.file.Path;
import org.lumiwatch.ledger.Workspace;

class InMemoryWorkspaceTest extends WorkspaceContract {
    @Override
    protected Workspace open(Path folder) {
        return new InMemoryWorkspace(folder);
    }
}

package dev.fedmoe.operator.pool;

import dev.fedmoe.operator.leadership.Leadership;

/** The only replica there is. */
final class SingleReplicaLeadership implements Leadership {
    @Override
    public boolean leads() {
        return true;
    }

    @Override
    public void listen(Listener listener) {
        listener.changed(true);
    }
}

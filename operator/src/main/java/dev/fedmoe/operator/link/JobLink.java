package dev.fedmoe.operator.link;

import dev.fedmoe.core.job.state.DesiredState;
import dev.fedmoe.operator.link.CoordinatorLinks.Address;
import dev.fedmoe.operator.link.CoordinatorLinks.Report;
import dev.fedmoe.protocol.DesiredStateCodec;
import dev.fedmoe.protocol.client.ControlClient;
import dev.fedmoe.protocol.client.ControlClient.Watching;
import dev.fedmoe.protocol.client.CoordinatorConnection;
import dev.fedmoe.protocol.client.LinkException;
import dev.fedmoe.protocol.v1alpha1.ApplyReply;
import dev.fedmoe.protocol.v1alpha1.Progress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One job's coordinator: connects, watches, orders; begins anew whenever the connection breaks. */
final class JobLink {
    private final Address address;
    private final LinkContext around;
    private final DesiredStateDelivery orders;
    private @Nullable CoordinatorConnection connection;
    private @Nullable ControlClient control;
    private @Nullable Watching watching;
    private @Nullable Report report;
    private int attempt;
    private int failures;
    private boolean closed;

    /** {@code former}, when there is one, hands on what is known of the job. */
    JobLink(Address address, LinkContext around, @Nullable JobLink former) {
        this.address = address;
        this.around = around;
        this.orders = former == null ? new DesiredStateDelivery() : former.orders;
        Report last = former == null ? null : former.report().orElse(null);
        this.report = last == null ? null : new Report(last.progress(), false, around.now());
        orders.disconnected();
    }

    Address address() {
        return address;
    }

    synchronized Optional<Report> report() {
        return Optional.ofNullable(report);
    }

    /** May block for a token: on a thread for that. */
    void connect() {
        try {
            around.tokens().fetch(address.audience());
            open();
        } catch (IOException e) {
            ended(attempt(), e.getMessage());
        }
    }

    void order(CoordinatorOrder order) {
        boolean news;
        synchronized (this) {
            news = orders.want(order);
        }
        if (news) {
            send();
        }
    }

    void close() {
        synchronized (this) {
            closed = true;
            attempt++;
            if (watching != null) {
                watching.close();
            }
            if (connection != null) {
                around.connecting(connection::close);
            }
        }
    }

    private synchronized int attempt() {
        return attempt;
    }

    private synchronized void open() throws IOException {
        if (closed) {
            return;
        }
        var client = control;
        if (client == null) {
            var opened =
                    CoordinatorConnection.open(address.host(), address.port(), address.authorityPem(), around.random());
            connection = opened;
            client = opened.control(around.tokens().of(address.audience()));
            control = client;
        }
        int mine = ++attempt;
        watching = client.watch(new ControlClient.ProgressListener() {
            @Override
            public void progress(Progress progress) {
                heard(mine, progress);
            }

            @Override
            public void ended(LinkException why) {
                JobLink.this.ended(mine, why.getMessage());
            }
        });
    }

    private void heard(int of, Progress progress) {
        boolean urgent;
        synchronized (this) {
            if (of != attempt) {
                return;
            }
            Report before = report;
            boolean first = before == null || !before.connected();
            urgent = before == null || first || changed(before.progress(), progress);
            Instant since = before == null || first ? around.now() : before.since();
            report = new Report(progress, true, since);
            orders.observe(progress.getObservedGeneration(), first);
            failures = 0;
        }
        around.news(urgent);
        send();
    }

    private static boolean changed(Progress before, Progress now) {
        return before.getRound() != now.getRound() || before.getPhase() != now.getPhase();
    }

    private void ended(int of, @Nullable String why) {
        Duration pause;
        boolean was;
        synchronized (this) {
            if (closed || of != attempt) {
                return;
            }
            attempt++;
            Report last = report;
            was = last != null && last.connected();
            if (last != null && was) {
                report = new Report(last.progress(), false, around.now());
            }
            orders.disconnected();
            pause = LinkPacing.RECONNECT.pause(failures++, around.random());
        }
        around.lost(was, why);
        around.later(pause, () -> around.connecting(this::connect));
    }

    private void send() {
        DesiredState next;
        ControlClient client;
        synchronized (this) {
            client = control;
            next = closed || client == null ? null : orders.next().orElse(null);
        }
        if (client != null && next != null) {
            client.apply(DesiredStateCodec.encode(next), LinkPacing.ANSWER, new Answer());
        }
    }

    private final class Answer implements ControlClient.Applied {
        @Override
        public void accepted(ApplyReply reply) {
            synchronized (JobLink.this) {
                orders.answered(reply.getGeneration());
            }
            send();
        }

        @Override
        public void failed(LinkException why) {
            Duration pause;
            synchronized (JobLink.this) {
                orders.failed();
                pause = LinkPacing.RECONNECT.pause(failures++, around.random());
            }
            around.refused(why);
            around.later(pause, JobLink.this::send);
        }
    }
}

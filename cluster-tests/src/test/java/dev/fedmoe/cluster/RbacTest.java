package dev.fedmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.cluster.audit.AuditLog;
import dev.fedmoe.cluster.audit.AuditedRequest;
import dev.fedmoe.cluster.fixture.OperatorRelease;
import dev.fedmoe.cluster.fixture.TestCluster;
import dev.fedmoe.cluster.suite.NeedsMachines;
import dev.fedmoe.cluster.suite.OnCluster;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** After all other classes: what the chart allows the operator is what it has asked for, no more and no less. */
@OnCluster
@NeedsMachines
@Order(900)
class RbacTest {
    /** Allowed though the suite never sees it, with the reason. */
    private static final Map<String, String> RARE =
            Map.of("update secrets", "the authority is succeeded when a third of its years is left");

    @Test
    void theOperatorMayDoExactlyWhatItDoes(TestCluster cluster, OperatorRelease operator) {
        var used = used(cluster, operator);
        var allowed = allowed(cluster, operator.serviceAccount());

        var denied =
                AuditLog.whole(cluster.power().auditLog())
                        .by(OperatorRelease.NAMESPACE, operator.serviceAccount())
                        .stream()
                        .filter(AuditedRequest::denied)
                        .map(AuditedRequest::right)
                        .collect(Collectors.toCollection(TreeSet::new));
        denied.removeAll(allowed); // by an operator that was being uninstalled, whose rights went before it
        assertThat(denied)
                .as("asked for and refused: a rule is missing in the chart")
                .isEmpty();
        var unused = new TreeSet<>(allowed);
        unused.removeAll(used);
        unused.removeAll(RARE.keySet());
        assertThat(unused)
                .as("allowed and never used: take the rule out, or give a reason in RARE")
                .isEmpty();
        assertThat(RARE.keySet()).as("reasons for rules that are not there").isSubsetOf(allowed);
    }

    private static Set<String> used(TestCluster cluster, OperatorRelease operator) {
        return AuditLog.whole(cluster.power().auditLog())
                .by(OperatorRelease.NAMESPACE, operator.serviceAccount())
                .stream()
                .flatMap(AuditedRequest::rights)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Rules of all roles bound to the service account, one line a verb and resource. */
    private static Set<String> allowed(TestCluster cluster, String account) {
        var rbac = cluster.client().rbac();
        Stream<RoleRef> clusterWide = rbac.clusterRoleBindings().list().getItems().stream()
                .filter(b -> names(b.getSubjects(), account))
                .map(b -> b.getRoleRef());
        Stream<List<PolicyRule>> roles = rbac.roleBindings().inAnyNamespace().list().getItems().stream()
                .filter(b -> names(b.getSubjects(), account))
                .map(b -> b.getRoleRef().getKind().equals("ClusterRole")
                        ? clusterRole(cluster, b.getRoleRef())
                        : rbac.roles()
                                .inNamespace(b.getMetadata().getNamespace())
                                .withName(b.getRoleRef().getName())
                                .get()
                                .getRules());
        return Stream.concat(clusterWide.map(r -> clusterRole(cluster, r)), roles)
                .flatMap(List::stream)
                .flatMap(RbacTest::rights)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<PolicyRule> clusterRole(TestCluster cluster, RoleRef role) {
        return cluster.client()
                .rbac()
                .clusterRoles()
                .withName(role.getName())
                .get()
                .getRules();
    }

    private static Stream<String> rights(PolicyRule rule) {
        assertThat(rule.getVerbs()).doesNotContain("*");
        assertThat(rule.getResources()).doesNotContain("*");
        return rule.getVerbs().stream()
                .flatMap(verb -> rule.getApiGroups().stream().flatMap(group -> rule.getResources().stream()
                        .map(resource -> verb + " " + (group.isEmpty() ? "" : group + "/") + resource)));
    }

    private static boolean names(List<Subject> subjects, String account) {
        return subjects.stream()
                .anyMatch(s -> s.getKind().equals("ServiceAccount")
                        && s.getName().equals(account)
                        && OperatorRelease.NAMESPACE.equals(s.getNamespace()));
    }
}

package dev.fedmoe.core.collection;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map in the order of its keys. A changed copy shares all but the path to the change, about {@code 2 log n} entries, so
 * that one client of thousands costs no more than one of ten. A treap (Seidel, Aragon 1996, doi 10.1007/BF01940876) whose priorities
 * come from the keys: equal maps have equal trees, whatever order they were made in.
 */
public final class PersistentMap<V> extends AbstractMap<String, V> {
    private final @Nullable Node<V> root;
    private final int size;

    private PersistentMap(@Nullable Node<V> root, int size) {
        this.root = root;
        this.size = size;
    }

    public static <V> PersistentMap<V> empty() {
        return new PersistentMap<>(null, 0);
    }

    /** A copy in which the key has this value. */
    public PersistentMap<V> with(String key, V value) {
        return new PersistentMap<>(with(root, key, value), containsKey(key) ? size : size + 1);
    }

    /** A copy that lacks the key. */
    public PersistentMap<V> without(String key) {
        return containsKey(key) ? new PersistentMap<>(without(root, key), size - 1) : this;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        var node = key instanceof String name ? find(name) : null;
        return node == null ? null : node.value;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof String name && find(name) != null;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Set<Map.Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, V>> iterator() {
                return new InOrder<>(root);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    private record Node<V>(String key, V value, @Nullable Node<V> left, @Nullable Node<V> right) {
        Node<V> withLeft(@Nullable Node<V> newLeft) {
            return new Node<>(key, value, newLeft, right);
        }

        Node<V> withRight(@Nullable Node<V> newRight) {
            return new Node<>(key, value, left, newRight);
        }

        /** Ties are broken by the key, so that the tree follows from its keys alone. */
        boolean isAbove(Node<V> other) {
            int mine = mix(key.hashCode());
            int others = mix(other.key.hashCode());
            return mine == others ? key.compareTo(other.key) < 0 : mine > others;
        }

        // MurmurHash3's finalizer: names that follow each other must not make a list of the tree.
        private static int mix(int hash) {
            int h = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
            h = (h ^ (h >>> 13)) * 0xC2B2AE35;
            return h ^ (h >>> 16);
        }
    }

    private @Nullable Node<V> find(String key) {
        Node<V> at = root;
        while (at != null) {
            int order = key.compareTo(at.key);
            if (order == 0) {
                return at;
            }
            at = order < 0 ? at.left : at.right;
        }
        return null;
    }

    private static <V> Node<V> with(@Nullable Node<V> at, String key, V value) {
        if (at == null) {
            return new Node<>(key, value, null, null);
        }
        int order = key.compareTo(at.key);
        if (order == 0) {
            return new Node<>(key, value, at.left, at.right);
        }
        if (order < 0) {
            Node<V> left = with(at.left, key, value);
            return left.isAbove(at) ? left.withRight(at.withLeft(left.right)) : at.withLeft(left);
        }
        Node<V> right = with(at.right, key, value);
        return right.isAbove(at) ? right.withLeft(at.withRight(right.left)) : at.withRight(right);
    }

    private static <V> @Nullable Node<V> without(@Nullable Node<V> at, String key) {
        if (at == null) {
            return null;
        }
        int order = key.compareTo(at.key);
        if (order == 0) {
            return joined(at.left, at.right);
        }
        return order < 0 ? at.withLeft(without(at.left, key)) : at.withRight(without(at.right, key));
    }

    private static <V> @Nullable Node<V> joined(@Nullable Node<V> left, @Nullable Node<V> right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return left.isAbove(right)
                ? left.withRight(joined(left.right, right))
                : right.withLeft(joined(left, right.left));
    }

    private static final class InOrder<V> implements Iterator<Map.Entry<String, V>> {
        private final Deque<Node<V>> path = new ArrayDeque<>();

        InOrder(@Nullable Node<V> root) {
            descend(root);
        }

        @Override
        public boolean hasNext() {
            return !path.isEmpty();
        }

        @Override
        public Map.Entry<String, V> next() {
            if (path.isEmpty()) {
                throw new NoSuchElementException("the map has no more entries");
            }
            var node = path.pop();
            descend(node.right);
            return Map.entry(node.key, node.value);
        }

        private void descend(@Nullable Node<V> from) {
            for (Node<V> at = from; at != null; at = at.left) {
                path.push(at);
            }
        }
    }
}

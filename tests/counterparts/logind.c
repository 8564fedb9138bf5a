/* The part of logind (org.freedesktop.login1(5)) that an app meets which locks before the machine sleeps: `Inhibit`, and the
   signals `PrepareForSleep` and `Lock`. What a test wants to happen, and what it wants to know, it asks over the interface
   `keepward.Test`. Nothing sleeps and no session is locked. */
#include <gio/gio.h>
#include <gio/gunixfdlist.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#define MANAGER "/org/freedesktop/login1"
#define SESSION "/org/freedesktop/login1/session/_31"
#define MOST 64

static const char described[] =
    "<node>"
    " <interface name='org.freedesktop.login1.Manager'>"
    "  <method name='Inhibit'><arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "   <arg type='s' direction='in'/><arg type='h' direction='out'/></method>"
    " </interface>"
    " <interface name='keepward.Test'>"
    "  <method name='PrepareForSleep'><arg type='b' direction='in'/></method>"
    "  <method name='Lock'/>"
    "  <method name='Held'><arg type='i' direction='out'/></method>"
    " </interface>"
    "</node>";

static int handles[MOST], given;

/* How many handles that delay sleep are still open on the other side: a closed one hangs up. */
static int held(void) {
    int open = 0;
    for (int n = 0; n < given; n++) {
        struct pollfd pipe = {.fd = handles[n], .events = POLLIN};
        open += poll(&pipe, 1, 0) == 0;
    }
    return open;
}

/* Gives out one end of a pipe, as logind does, if the request is to delay sleep. */
static void inhibit(GVariant *arguments, GDBusMethodInvocation *call) {
    const char *what, *mode;
    int ends[2];
    g_variant_get(arguments, "(&s&s&s&s)", &what, NULL, NULL, &mode);
    if (g_strcmp0(what, "sleep") != 0 || g_strcmp0(mode, "delay") != 0 || given == MOST || pipe(ends) != 0) {
        g_dbus_method_invocation_return_error(call, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "%s %s", what, mode);
        return;
    }
    handles[given++] = ends[0];
    GUnixFDList *list = g_unix_fd_list_new_from_array(&ends[1], 1);
    g_dbus_method_invocation_return_value_with_unix_fd_list(call, g_variant_new("(h)", 0), list);
    g_object_unref(list);
}

static void called(GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method,
                   GVariant *arguments, GDBusMethodInvocation *call, void *nothing) {
    (void)sender, (void)path, (void)interface, (void)nothing;
    if (g_str_equal(method, "Inhibit")) {
        inhibit(arguments, call);
    } else if (g_str_equal(method, "Held")) {
        g_dbus_method_invocation_return_value(call, g_variant_new("(i)", held()));
    } else if (g_str_equal(method, "Lock")) {
        g_dbus_connection_emit_signal(bus, NULL, SESSION, "org.freedesktop.login1.Session", "Lock", NULL, NULL);
        g_dbus_method_invocation_return_value(call, NULL);
    } else {
        g_dbus_connection_emit_signal(bus, NULL, MANAGER, "org.freedesktop.login1.Manager", method, arguments, NULL);
        g_dbus_method_invocation_return_value(call, NULL);
    }
}

static void on_the_bus(GDBusConnection *bus, const char *name, void *interfaces) {
    static const GDBusInterfaceVTable answers = {.method_call = called};
    (void)name;
    for (GDBusInterfaceInfo **one = interfaces; *one != NULL; one++)
        g_dbus_connection_register_object(bus, MANAGER, *one, &answers, NULL, NULL, NULL);
}

/* Its name is on the bus: whoever asks now is answered. */
static void ready(GDBusConnection *bus, const char *name, void *interfaces) {
    (void)bus, (void)name, (void)interfaces;
    dprintf(3, "ready\n");
}

int main(void) {
    GDBusNodeInfo *node = g_dbus_node_info_new_for_xml(described, NULL);
    g_bus_own_name(G_BUS_TYPE_SYSTEM, "org.freedesktop.login1", G_BUS_NAME_OWNER_FLAGS_NONE, on_the_bus, ready, NULL,
                   node->interfaces, NULL);
    g_main_loop_run(g_main_loop_new(NULL, FALSE));
    return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/sotong-machine.h"

static char *
read_word (const char *path)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  g_strstrip (text);
  return text[0] != '\0' ? g_steal_pointer (&text) : NULL;
}

static char *
make_own_id (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "sotong", NULL);
  g_autofree char *path = g_build_filename (folder, "machine-id", NULL);
  char *id = read_word (path);

  if (id != NULL)
    return id;
  id = g_uuid_string_random ();
  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (path, id, -1, NULL);
  return id;
}

/**
 * sotong_machine_get_id:
 *
 * The same after each start of the machine. Safe from any thread.
 *
 * Returns: (transfer none): an opaque text
 */
const char *
sotong_machine_get_id (void)
{
  static char *id = NULL;

  if (g_once_init_enter (&id))
    {
      char *found = read_word ("/etc/machine-id");

      if (found == NULL)
        found = read_word ("/var/lib/dbus/machine-id");
      if (found == NULL)
        found = make_own_id ();
      g_once_init_leave (&id, found);
    }
  return id;
}

/**
 * sotong_machine_get_name:
 *
 * Returns: (transfer none): what a person calls the machine
 */
const char *
sotong_machine_get_name (void)
{
  return g_get_host_name ();
}

/* The 22nd field of /proc/PID/stat; the second is in brackets and may hold anything. */
static gint64
start_of_process (gint64 process)
{
  g_autofree char *path = g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/stat", process);
  g_autofree char *text = NULL;
  g_auto(GStrv) fields = NULL;
  const char *rest;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return -1;
  rest = strrchr (text, ')');
  if (rest == NULL)
    return -1;
  fields = g_strsplit (rest + 1, " ", -1);
  if (g_strv_length (fields) < 21 || g_str_equal (fields[1], "Z"))
    return -1;
  return g_ascii_strtoll (fields[20], NULL, 10);
}

/**
 * sotong_owner_get_self:
 *
 * Returns: (transfer none): this process
 */
const SotongOwner *
sotong_owner_get_self (void)
{
  static SotongOwner *self = NULL;

  if (g_once_init_enter (&self))
    {
      SotongOwner *owner = g_new0 (SotongOwner, 1);

      owner->machine = g_strdup (sotong_machine_get_id ());
      owner->boot = read_word ("/proc/sys/kernel/random/boot_id");
      if (owner->boot == NULL)
        owner->boot = g_strdup ("");
      owner->process = getpid ();
      owner->process_start = start_of_process (owner->process);
      g_once_init_leave (&self, owner);
    }
  return self;
}

/**
 * sotong_owner_is_dead:
 * @machine: the machine's id
 * @boot: the id of its start
 * @process: the process number
 * @process_start: when the process began
 *
 * Of another machine nothing is known: its processes count as alive, and only the
 * lease of what they hold runs out.
 *
 * Returns: %TRUE if the process certainly runs no more
 */
gboolean
sotong_owner_is_dead (const char *machine,
                      const char *boot,
                      gint64      process,
                      gint64      process_start)
{
  const SotongOwner *self = sotong_owner_get_self ();

  if (!g_str_equal (machine, self->machine))
    return FALSE;
  if (!g_str_equal (boot, self->boot))
    return TRUE;
  return start_of_process (process) != process_start;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-hardware.h"

#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define SYS         "/sys"
#define LINK_BYTES  32 /* of the longest address of any hardware */
#define MAC_BYTES   6
#define MAC_LETTERS 17
#define ID_LETTERS  16

/*
 * What tells two computers apart that were set up from one picture of a disk, and so have one /etc/machine-id: the addresses that were given to
 * their built-in network hardware when it was made. They can be read by everybody, without a network, and outlast starts, names and new systems;
 * one that a network manager makes up for privacy is passed over for the one below it. What is carried from one computer to the next (USB, docks)
 * says nothing, and so does what is made of programs alone (bridges, containers). The number of the main board
 * (DMI) would be better if it were not for administrators only, and the same on all boards of some makers; the disk's would follow the disk.
 *
 * Where none can be read, nothing is known: then the machine-id has to do.
 */

static char *sys_folder = NULL; /* (owned) (nullable): another one, for tests */

/**
 * sotong_hardware_set_sys:
 * @folder: (nullable): what to read instead of /sys; %NULL for /sys itself
 *
 * For tests, before any other thread asks.
 */
void
sotong_hardware_set_sys (const char *folder)
{
  g_free (sys_folder);
  sys_folder = g_strdup (folder);
}

static char *
read_word (const char *folder,
           const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? g_strdup (g_strstrip (text)) : g_strdup ("");
}

/* Part of the computer, and not something that is plugged in today and into another one tomorrow. */
static gboolean
is_built_in (const char *folder)
{
  g_autofree char *link = g_build_filename (folder, "device", NULL);
  g_autofree char *device = realpath (link, NULL);
  g_autofree char *removable = device != NULL ? read_word (device, "removable") : NULL;

  return device != NULL && strstr (device, "/virtual/") == NULL && strstr (device, "/usb") == NULL && !g_str_equal (removable, "removable");
}

/* (nullable): the address that the hardware was made with, whatever it goes by now. */
static char *
ask_permanent (const char *interface)
{
  g_autofree struct ethtool_perm_addr *answer = g_malloc0 (sizeof *answer + LINK_BYTES);
  struct ifreq request = { 0 };
  int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  gboolean done;

  if (fd < 0 || strlen (interface) >= sizeof request.ifr_name)
    {
      if (fd >= 0)
        close (fd);
      return NULL;
    }
  strcpy (request.ifr_name, interface);
  answer->cmd = ETHTOOL_GPERMADDR;
  answer->size = LINK_BYTES;
  request.ifr_data = (void *) answer;
  done = ioctl (fd, SIOCETHTOOL, &request) == 0 && answer->size == MAC_BYTES;
  close (fd);
  return !done ? NULL : g_strdup_printf ("%02x:%02x:%02x:%02x:%02x:%02x", answer->data[0], answer->data[1], answer->data[2], answer->data[3],
                                         answer->data[4], answer->data[5]);
}

static gboolean
is_address (const char *text)
{
  return text != NULL && strlen (text) == MAC_LETTERS && !g_str_equal (text, "00:00:00:00:00:00") && !g_str_equal (text, "ff:ff:ff:ff:ff:ff");
}

/* (nullable): of an interface that is built in; one that was made up (addr_assign_type other than 0) is none. */
static char *
read_address (const char *folder,
              const char *interface)
{
  g_autofree char *permanent = sys_folder == NULL ? ask_permanent (interface) : NULL;
  g_autofree char *made_up = read_word (folder, "addr_assign_type");
  g_autofree char *address = g_str_equal (made_up, "0") ? read_word (folder, "address") : NULL;

  if (is_address (permanent))
    return g_steal_pointer (&permanent);
  return is_address (address) ? g_ascii_strdown (address, -1) : NULL;
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* The workspace goes from hand to hand: what stands in it tells nobody the address itself. */
static char *
make_id (const char *salt,
         const char *address)
{
  g_autofree char *text = g_strconcat (salt, "\n", address, NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strndup (sum, ID_LETTERS);
}

/**
 * sotong_hardware_dup_ids:
 * @salt: what the ids are for: those of two salts cannot be compared
 *
 * Reads some small files of the system, no network. Safe from any thread.
 *
 * Returns: (transfer full): the ids of this computer's hardware, in order, with blanks between them; "" where none can be read
 */
char *
sotong_hardware_dup_ids (const char *salt)
{
  g_autofree char *net = g_build_filename (sys_folder != NULL ? sys_folder : SYS, "class", "net", NULL);
  g_autoptr(GDir) dir = g_dir_open (net, 0, NULL);
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (net, name, NULL);
      g_autofree char *address = is_built_in (folder) ? read_address (folder, name) : NULL;

      if (address != NULL)
        g_ptr_array_add (ids, make_id (salt, address));
    }
  g_ptr_array_sort (ids, compare_words);
  g_ptr_array_add (ids, NULL);
  return g_strjoinv (" ", (char **) ids->pdata);
}

static gboolean
is_known (const char *ids)
{
  return ids != NULL && ids[0] != '\0';
}

/**
 * sotong_hardware_is_same:
 * @ids: (nullable): what sotong_hardware_dup_ids() gave
 * @other: (nullable): what it gave at another time, with the same salt
 *
 * A part may be new or gone; a computer of which no part is left is another one.
 *
 * Returns: whether both are surely of one computer
 */
gboolean
sotong_hardware_is_same (const char *ids,
                         const char *other)
{
  g_auto(GStrv) words = NULL;
  g_auto(GStrv) others = NULL;

  if (!is_known (ids) || !is_known (other))
    return FALSE;
  words = g_strsplit (ids, " ", -1);
  others = g_strsplit (other, " ", -1);
  for (char **p = words; *p != NULL; p++)
    if (g_strv_contains ((const char * const *) others, *p))
      return TRUE;
  return FALSE;
}

/**
 * sotong_hardware_differs:
 * @ids: (nullable): as for sotong_hardware_is_same()
 * @other: (nullable): likewise
 *
 * Returns: whether both are surely of two computers; %FALSE also where one is not known
 */
gboolean
sotong_hardware_differs (const char *ids,
                         const char *other)
{
  return is_known (ids) && is_known (other) && !sotong_hardware_is_same (ids, other);
}

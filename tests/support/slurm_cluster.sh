#!/usr/bin/env bash
# A real Slurm cluster on this machine alone: munged, slurmctld and one slurmd a node, all below one folder.
#   tests/support/slurm_cluster.sh up FOLDER [NODES]     then: . FOLDER/env.sh; srun -N2 hostname
#   tests/support/slurm_cluster.sh down FOLDER
# Needs the packages slurm-wlm and munge, and root: each node gets a host name of its own (a UTS namespace), without
# which MPI would take the ranks of two nodes for neighbours in one memory. Nothing listens but on 127.0.0.1.
set -euo pipefail

command=${1:?up or down}
base=$(mkdir -p "${2:?the folder of the cluster}" && cd "$2" && pwd)
nodes=${3:-2}
port=${SLURM_TEST_PORT:-17817}
export SLURM_CONF=$base/slurm.conf

# in_node NAME COMMAND...: runs it where the host is called NAME and all names lead to 127.0.0.1
in_node() {
  local name=$1
  shift
  unshare --uts --mount --propagation private sh -c \
    'mount --bind "$1" /etc/hosts && echo "$2" >/proc/sys/kernel/hostname && shift 2 && exec "$@"' \
    sh "$base/hosts" "$name" "$@"
}

write_configuration() {
  local i
  { echo "127.0.0.1 localhost ctl $(cat /proc/sys/kernel/hostname)"
    for ((i = 0; i < nodes; ++i)); do echo "127.0.0.1 n$i"; done; } >"$base/hosts"
  # %n keeps what two slurmd on one machine write apart. KillOnBadExit: a step whose rank died would wait for ever.
  cat >"$SLURM_CONF" <<CONFIGURATION
ClusterName=test
SlurmctldHost=ctl(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=$base/munge/munge.socket
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
SlurmctldPort=$port
StateSaveLocation=$base/state
SlurmctldPidFile=$base/run/slurmctld.pid
SlurmdPidFile=$base/run/slurmd.%n.pid
SlurmdSpoolDir=$base/spool/%n
TmpFS=$base/tmp/%n
SlurmctldLogFile=$base/log/slurmctld.log
SlurmdLogFile=$base/log/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
DefMemPerCPU=100
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=1,sched_interval=2
MpiDefault=pmix
KillOnBadExit=1
ReturnToService=2
KillWait=5
SlurmdParameters=config_overrides
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONFIGURATION
  for ((i = 0; i < nodes; ++i)); do
    echo "NodeName=n$i NodeHostname=n$i NodeAddr=127.0.0.1 Port=$((port + 10 + i)) CPUs=2 RealMemory=2000 State=UNKNOWN"
  done >>"$SLURM_CONF"
}

# Commands of users run beside slurmctld, where the nodes' names are known.
write_commands() {
  local name
  for name in srun sbatch; do
    cat >"$base/bin/$name" <<SHIM
#!/usr/bin/env bash
if [ -z "\${SLURM_JOB_ID:-}" ]; then
  exec nsenter --target "\$(cat "$base/run/slurmctld.pid")" --uts --mount --wdns="\$PWD" /usr/bin/$name "\$@"
fi
exec /usr/bin/$name "\$@"
SHIM
    chmod 755 "$base/bin/$name"
  done
  cat >"$base/env.sh" <<ENVIRONMENT
export SLURM_CONF=$SLURM_CONF PATH=$base/bin:\$PATH
# The nodes share one kernel, so their only network is the loopback, which Open MPI leaves out by itself.
export OMPI_MCA_btl_tcp_if_include=lo OMPI_MCA_oob_tcp_if_include=lo
ENVIRONMENT
}

up() {
  local i up=0
  umask 022
  mkdir -p "$base"/{munge,log,state,run,bin}
  write_configuration
  dd if=/dev/urandom of="$base/munge/munge.key" bs=128 count=1 status=none
  chmod 400 "$base/munge/munge.key"
  in_node ctl /usr/sbin/munged --socket="$base/munge/munge.socket" --key-file="$base/munge/munge.key" \
    --pid-file="$base/run/munged.pid" --seed-file="$base/munge/seed" --log-file="$base/log/munged.log"
  in_node ctl /usr/sbin/slurmctld -f "$SLURM_CONF"
  for ((i = 0; i < nodes; ++i)); do
    mkdir -p "$base/spool/n$i" "$base/tmp/n$i"
    in_node "n$i" /usr/sbin/slurmd -f "$SLURM_CONF" -N "n$i"
  done
  write_commands
  for ((i = 0; i < 100 && up < nodes; ++i)); do
    sleep 0.2
    up=$(timeout 5 sinfo -h -N -o '%t' 2>/dev/null | grep -cE '^(idle|mix|alloc|comp)$' || true)
  done
  [ "$up" -eq "$nodes" ] || { echo "only $up of $nodes nodes came up; see $base/log" >&2; return 1; }
}

# Ends only processes whose number is in a file of the cluster and whose command line names its folder.
down() {
  local file pid
  timeout 5 squeue -h -o %A 2>/dev/null | sort -u | xargs -r timeout 5 scancel 2>/dev/null || true
  for file in "$base"/run/slurmd.*.pid "$base/run/slurmctld.pid" "$base/run/munged.pid"; do
    [ -s "$file" ] || continue
    pid=$(cat "$file")
    { tr "\0" " " <"/proc/$pid/cmdline"; } 2>/dev/null | grep -qF -- "$base/" || continue
    kill -TERM "$pid" 2>/dev/null || true
    for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null && sleep 0.1 || break; done
  done
}

case $command in
  up) up ;;
  down) down ;;
  *) echo "unknown command $command: up or down" >&2; exit 2 ;;
esac

#!/usr/bin/env bash
# Rebuild both models: make.sh MINILM_FOLDER MPNET_FOLDER SCRATCH_FOLDER; PYTHON names the interpreter, DATA the data.
# Each folder of base weights holds model.safetensors (its SHA-256 is checked) and BERT's uncased vocab.txt.
set -euo pipefail
[ $# -eq 3 ] || { sed -n 2,3p "$0"; exit 2; }
minilm=$1 mpnet=$2 work=$3
cd "$(dirname "$0")"
python=${PYTHON:-python} data=${DATA:-../../../shared/data}
export GOMP_SPINCOUNT=0 OMP_WAIT_POLICY=PASSIVE
"$python" train.py --encoder mpnet --layers 12 --epochs 3 --rate 8e-5 --layer-decay 0.92 \
  --base "$mpnet" --data "$data" --out "$work/teacher"
"$python" train.py --tweets --epochs 7 --base "$minilm" --data "$data" --out "$work/gold"
"$python" teach.py --teacher "$work/teacher" --base "$minilm" --data "$data" --out "$work/soft"
student=(--start "$work/gold/model.pt" --soft "$work"/soft/*.pt --dropout 0 --tokens 1536 --base "$minilm" --data "$data")
"$python" train.py "${student[@]}" --epochs 2 --rate 5e-4 --out "$work/accurate"
"$python" train.py "${student[@]}" --layers 3 --epochs 3 --rate 7e-4 --out "$work/fast"
for name in accurate fast; do
  "$python" export.py --model "$work/$name/model.pt" --name "$name" --base "$minilm" --data "$data"
done
